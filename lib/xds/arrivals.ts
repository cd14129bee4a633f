interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * How often connections may come from one address: TLS costs most before anything is known of who comes. A bucket for
 * each address that came lately; full ones are forgotten, so that their number is bounded by the rate of connections.
 */
export class Arrivals {
  readonly #byHost = new Map<string, Bucket>();

  /** `burst`: that many may come at once, as proxies do after an outage. Times are ms. */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {}

  /** Whether one more may come now. */
  take(host: string, now: number): boolean {
    const bucket = this.#byHost.get(host) ?? { tokens: this.burst, filledAt: now };
    this.#byHost.set(host, bucket);
    this.#fill(bucket, now);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** Forgets addresses that may come as often as any new one. */
  sweep(now: number): void {
    for (const [host, bucket] of this.#byHost) {
      this.#fill(bucket, now);
      if (bucket.tokens >= this.burst) this.#byHost.delete(host);
    }
  }

  get size(): number {
    return this.#byHost.size;
  }

  #fill(bucket: Bucket, now: number): void {
    bucket.tokens = Math.min(this.burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * this.perSecond);
    bucket.filledAt = now;
  }
}
