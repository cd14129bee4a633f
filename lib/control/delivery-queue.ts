import type { ResourceType } from '@/lib/translate';
import type { Delivery } from './delivery';

/** What a proxy still lacks. */
export interface QueueSummary {
  /** Changes that concern this proxy and are not acknowledged. */
  behind: number;
  /** Since when the oldest of them waits, ms since the epoch. */
  waitingSince?: number;
  /** The revision that the proxy still runs, when there is such a change. */
  runs?: number;
  refused: boolean;
}

/**
 * More unacknowledged changes than this are not told apart: a proxy that never answers must not fill the memory.
 * It is well above the number of receipts that are kept.
 */
const LIMIT = 500;

/** The changes on their way to one proxy, oldest first. Acknowledgements are per type and cover all older changes. */
export class DeliveryQueue {
  #open: Delivery[] = [];
  #dropped = 0;
  /** Types of which Envoy refused something that is still wanted. */
  readonly #refusedTypes = new Set<ResourceType>();

  add(delivery: Delivery, at: number): void {
    for (const type of this.#refusedTypes) {
      if (!delivery.waitsFor(type)) continue;
      this.#refusedTypes.delete(type);
      for (const older of this.#open) if (older.waitsFor(type)) older.retry(type, at);
    }
    this.#open.push(delivery);
    if (this.#open.length > LIMIT) this.#dropSecond();
  }

  /** The proxy runs everything of this type that `generation` or an older one holds. */
  acknowledge(type: ResourceType, generation: number, at: number): void {
    let settled = false;
    this.#refusedTypes.delete(type);
    for (const delivery of this.#open) {
      if (delivery.change.generation > generation) break;
      if (!delivery.waitsFor(type)) continue;
      delivery.acknowledge(type, at);
      settled ||= delivery.state === 'done';
    }
    if (settled) this.#open = this.#open.filter((delivery) => delivery.state !== 'done');
    if (this.#open.length === 0) this.#dropped = 0;
  }

  refuse(type: ResourceType, generation: number, refusal: { message: string; at: number }): void {
    this.#refusedTypes.add(type);
    for (const delivery of this.#open) {
      if (delivery.change.generation > generation) break;
      if (delivery.waitsFor(type)) delivery.refuse(type, refusal.message, refusal.at);
    }
  }

  /** The stream is closed: whatever was on its way stays open for ever. */
  leave(at: number): void {
    for (const delivery of this.#open) delivery.leave(at);
    this.#open = [];
  }

  /** Whether something of this type is refused and still wanted. */
  isRefused(type: ResourceType): boolean {
    return this.#refusedTypes.has(type);
  }

  summary(): QueueSummary {
    const [oldest] = this.#open;
    return {
      behind: this.#open.length + this.#dropped,
      refused: this.#refusedTypes.size > 0,
      ...(oldest && { waitingSince: oldest.change.since, runs: oldest.change.ranBefore }),
    };
  }

  /** Keeps the oldest, which tells since when the proxy waits. The receipt of the dropped one is forgotten by now. */
  #dropSecond(): void {
    this.#open.splice(1, 1);
    this.#dropped += 1;
  }
}
