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

/** What Envoy said, and which resources its text points at. */
export interface Refusal {
  message: string;
  names: readonly string[];
  at: number;
}

function concerns(delivery: Delivery, type: ResourceType, names: readonly string[]): boolean {
  return delivery.waitsFor(type) && (names.length === 0 || delivery.change.touches(type, names));
}

/** The changes on their way to one proxy, oldest first. Acknowledgements are per type and cover all older changes. */
export class DeliveryQueue {
  #open: Delivery[] = [];
  #dropped = 0;
  /** By type, the resources that Envoy refused and that are still wanted. */
  readonly #refused = new Map<ResourceType, readonly string[]>();

  add(delivery: Delivery, at: number): void {
    for (const [type, names] of this.#refused) {
      if (!concerns(delivery, type, names)) continue;
      this.#refused.delete(type);
      for (const older of this.#open) if (older.waitsFor(type)) older.retry(type, at);
    }
    this.#open.push(delivery);
    if (this.#open.length > LIMIT) this.#dropSecond();
  }

  /** The proxy runs everything of this type that `generation` or an older one holds. */
  acknowledge(type: ResourceType, generation: number, at: number): void {
    this.#refused.delete(type);
    this.#settle(type, generation, at);
  }

  /** As `acknowledge`, but for these resources, which it refused: changes of them stay open. */
  holdBack(type: ResourceType, generation: number, refused: { names: readonly string[]; at: number }): void {
    this.#settle(type, generation, refused.at, (delivery) => !delivery.change.touches(type, refused.names));
  }

  /** Changes of these resources are refused. Without names nobody could tell which, and all of the type count. */
  refuse(type: ResourceType, generation: number, refusal: Refusal): void {
    this.#refused.set(type, [...(this.#refused.get(type) ?? []), ...refusal.names]);
    for (const delivery of this.#open) {
      if (delivery.change.generation > generation) break;
      if (concerns(delivery, type, refusal.names)) delivery.refuse(type, refusal.message, refusal.at);
    }
  }

  /** The stream is closed: whatever was on its way stays open for ever. */
  leave(at: number): void {
    for (const delivery of this.#open) delivery.leave(at);
    this.#open = [];
  }

  /** Whether anything of these types is not acknowledged that was published up to `generation`, or by a first load. */
  lacks(generation: number, types: readonly ResourceType[]): boolean {
    return this.#open.some((delivery) => {
      const { change } = delivery;
      const counts = change.generation <= generation || change.ranBefore === 0;
      return counts && types.some((type) => delivery.waitsFor(type));
    });
  }

  /** Whether something of this type is refused and still wanted. */
  isRefused(type: ResourceType): boolean {
    return this.#refused.has(type);
  }

  summary(): QueueSummary {
    const [oldest] = this.#open;
    return {
      behind: this.#open.length + this.#dropped,
      refused: this.#refused.size > 0,
      ...(oldest && { waitingSince: oldest.change.since, runs: oldest.change.ranBefore }),
    };
  }

  #settle(type: ResourceType, generation: number, at: number, which: (d: Delivery) => boolean = () => true): void {
    let done = false;
    for (const delivery of this.#open) {
      if (delivery.change.generation > generation) break;
      if (!delivery.waitsFor(type) || !which(delivery)) continue;
      delivery.acknowledge(type, at);
      done ||= delivery.state === 'done';
    }
    if (done) this.#open = this.#open.filter((delivery) => delivery.state !== 'done');
    if (this.#open.length === 0) this.#dropped = 0;
  }

  /** Keeps the oldest, which tells since when the proxy waits. The receipt of the dropped one is forgotten by now. */
  #dropSecond(): void {
    this.#open.splice(1, 1);
    this.#dropped += 1;
  }
}
