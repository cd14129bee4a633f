/** Upper bounds grow by this factor, so a percentile is off by 5 % at most. */
const GROWTH = 1.05;
const LOG_GROWTH = Math.log(GROWTH);
/** Shortest duration told apart, in ms. */
const SMALLEST_MS = 0.01;

function bucketOf(ms: number): number {
  return ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / LOG_GROWTH);
}

/** Durations in ms by logarithmic buckets: sparse, weighted, mergeable. */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #total = 0;

  /** Counts a duration; `weight` is how many requests it stands for. */
  record(ms: number, weight = 1): void {
    const bucket = bucketOf(ms);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + weight);
    this.#total += weight;
  }

  merge(other: Histogram): void {
    for (const [bucket, count] of other.#counts) this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
    this.#total += other.#total;
  }

  /** The duration below which `share` (0..1) of all requests stayed, at most 5 % too long; undefined when empty. */
  quantile(share: number): number | undefined {
    if (this.#total === 0) return undefined;
    let left = share * this.#total;
    let last = 0;
    for (const [bucket, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
      last = bucket;
      left -= count;
      if (left <= 0) break;
    }
    return SMALLEST_MS * GROWTH ** last;
  }
}
