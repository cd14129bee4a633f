import type { ResourceType } from '@/lib/translate';
import { type TypeSet, typeBit } from './type-set';

export type DeliveryState = 'waiting' | 'done' | 'refused' | 'gone';

/** Told about each change of a delivery's state: the receipt counts along. */
export interface DeliveryWatcher {
  moved(delivery: Delivery, from: DeliveryState, at: number): void;
}

/** What is delivered: shared by all proxies of a group. */
export interface Change {
  /** Grows by one with each publication of this control plane. */
  readonly generation: number;
  /** The mesh's revision that the proxy runs before this change; 0 before its first load. */
  readonly ranBefore: number;
  /** Commit of the change, or the connection for a first load: ms since the epoch. */
  readonly since: number;
  readonly types: TypeSet;
  /** Whether it changes any of these resources. */
  touches(type: ResourceType, names: readonly string[]): boolean;
}

/** One change on its way to one proxy. It is done when every changed type is acknowledged at its generation or later. */
export class Delivery {
  state: DeliveryState = 'waiting';
  /** Envoy's words, while refused. */
  message?: string;
  /** When it became done, ms since the epoch. */
  doneAt?: number;
  #pending: TypeSet;
  #refused: TypeSet = 0;

  constructor(
    readonly proxyId: string,
    readonly change: Change,
    private readonly watcher?: DeliveryWatcher,
  ) {
    this.#pending = change.types;
  }

  waitsFor(type: ResourceType): boolean {
    return (this.#pending & typeBit(type)) !== 0;
  }

  acknowledge(type: ResourceType, at: number): void {
    this.#pending &= ~typeBit(type);
    if (this.#pending !== 0) {
      this.retry(type, at);
      return;
    }
    this.doneAt = at;
    this.#move('done', at);
  }

  refuse(type: ResourceType, message: string, at: number): void {
    this.#refused |= typeBit(type);
    this.message = message;
    this.#move('refused', at);
  }

  /** The refused bytes are wanted no longer: what replaced them is on its way. */
  retry(type: ResourceType, at: number): void {
    if (this.#refused === 0) return;
    this.#refused &= ~typeBit(type);
    if (this.#refused === 0) this.#move('waiting', at);
  }

  leave(at: number): void {
    this.#move('gone', at);
  }

  #move(state: DeliveryState, at: number): void {
    const from = this.state;
    if (from === state) return;
    this.state = state;
    if (state !== 'refused') this.message = undefined;
    this.watcher?.moved(this, from, at);
  }
}
