import type { Sample } from './figure-window';

/** Requests of one bucket of time. */
export interface HistoryPoint {
  requests: number;
  failed: number;
}

/**
 * Requests of the last minutes in buckets of some seconds. Takes the same memory however many requests there are: each
 * bucket has one place, which the bucket that comes a whole length later takes over.
 */
export class FigureHistory {
  /** Which bucket a place holds. */
  readonly #numbers: Float64Array;
  readonly #requests: Float64Array;
  readonly #failed: Float64Array;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly bucketMs: number,
    private readonly buckets: number,
  ) {
    // One more: while a bucket fills, the oldest whole one is still asked for.
    this.#numbers = new Float64Array(buckets + 1).fill(-1);
    this.#requests = new Float64Array(buckets + 1);
    this.#failed = new Float64Array(buckets + 1);
  }

  /** When something was counted last, ms. */
  get lastAt(): number {
    return this.#lastAt;
  }

  add({ at, failed, weight }: Sample): void {
    const number = Math.floor(at / this.bucketMs);
    const place = number % this.#numbers.length;
    const held = this.#numbers[place] ?? -1;
    // A clock that was put back: what is newer stays.
    if (held > number) return;
    if (held < number) {
      this.#numbers[place] = number;
      this.#requests[place] = 0;
      this.#failed[place] = 0;
    }
    this.#requests[place] = (this.#requests[place] ?? 0) + weight;
    if (failed) this.#failed[place] = (this.#failed[place] ?? 0) + weight;
    this.#lastAt = Math.max(this.#lastAt, at);
  }

  /** The whole buckets before `now`, oldest first; undefined where nothing was counted. */
  read(now: number): (HistoryPoint | undefined)[] {
    const end = Math.floor(now / this.bucketMs);
    return Array.from({ length: this.buckets }, (_, index) => this.#point(end - this.buckets + index));
  }

  #point(number: number): HistoryPoint | undefined {
    if (number < 0) return undefined;
    const place = number % this.#numbers.length;
    if (this.#numbers[place] !== number) return undefined;
    return { requests: this.#requests[place] ?? 0, failed: this.#failed[place] ?? 0 };
  }
}
