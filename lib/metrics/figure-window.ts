import { Histogram } from './histogram';

/** One reported request. */
export interface Sample {
  /** When the report arrived, ms since the epoch. */
  at: number;
  failed: boolean;
  /** Absent where a report knows no duration (load reports). */
  durationMs?: number;
  /** How many requests it stands for. */
  weight: number;
}

/** What a window holds. Without requests there is no rate of success and no quantile. */
export interface FigureSum {
  requests: number;
  successRate?: number;
  p50Ms?: number;
  p99Ms?: number;
}

interface Bucket {
  requests: number;
  failed: number;
  /** Only where durations are reported: there may be a window for each of a thousand proxies. */
  durations?: Histogram;
}

/** Requests of the last `seconds`, in buckets of one second: what is older falls out bucket by bucket. */
export class FigureWindow {
  readonly #buckets = new Map<number, Bucket>();

  constructor(private readonly seconds: number) {}

  add(sample: Sample): void {
    const bucket = this.#bucket(Math.floor(sample.at / 1000));
    bucket.requests += sample.weight;
    if (sample.failed) bucket.failed += sample.weight;
    if (sample.durationMs === undefined) return;
    bucket.durations ??= new Histogram();
    bucket.durations.record(sample.durationMs, sample.weight);
  }

  sum(now: number): FigureSum {
    this.#expire(now);
    const durations = new Histogram();
    let requests = 0;
    let failed = 0;
    for (const bucket of this.#buckets.values()) {
      requests += bucket.requests;
      failed += bucket.failed;
      if (bucket.durations) durations.merge(bucket.durations);
    }
    const p50Ms = durations.quantile(0.5);
    const p99Ms = durations.quantile(0.99);
    return {
      requests,
      ...(requests > 0 && { successRate: (requests - failed) / requests }),
      ...(p50Ms !== undefined && { p50Ms }),
      ...(p99Ms !== undefined && { p99Ms }),
    };
  }

  /** Requests alone: cheaper than `sum` where nothing else is asked. */
  requests(now: number): number {
    this.#expire(now);
    let requests = 0;
    for (const bucket of this.#buckets.values()) requests += bucket.requests;
    return requests;
  }

  clear(): void {
    this.#buckets.clear();
  }

  #bucket(second: number): Bucket {
    const known = this.#buckets.get(second);
    if (known) return known;
    this.#expire(second * 1000);
    const bucket: Bucket = { requests: 0, failed: 0 };
    this.#buckets.set(second, bucket);
    return bucket;
  }

  #expire(now: number): void {
    const oldest = Math.floor(now / 1000) - this.seconds;
    for (const second of this.#buckets.keys()) if (second <= oldest) this.#buckets.delete(second);
  }
}
