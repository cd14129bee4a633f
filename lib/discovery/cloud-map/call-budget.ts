/** After AWS said that calls came too fast, none is made for so long, ms; and the rate recovers in so long from a half. */
const PAUSE_MS = 1000;
const RECOVER_MS = 30_000;
/** However often AWS refuses: this share of the rate stays. */
const LEAST_SHARE = 1 / 64;

/** How many calls may be made now: a bucket that fills by the rate, and slower after AWS refused calls as too many. */
export class CallBudget {
  #tokens: number;
  #filledAt: number;
  #share = 1;
  #sharedAt = 0;
  #pausedUntil = 0;

  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = perSecond;
    this.#filledAt = now;
  }

  /** Takes one call if there is one. */
  take(now: number): boolean {
    this.#fill(now);
    if (now < this.#pausedUntil || this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** AWS refused a call because of the rate. Several refusals within a pause are one: they were under way together. */
  throttled(now: number): void {
    if (now < this.#pausedUntil) return;
    this.#fill(now);
    this.#share = Math.max(LEAST_SHARE, this.#share / 2);
    this.#sharedAt = now;
    this.#tokens = 0;
    this.#pausedUntil = now + PAUSE_MS;
  }

  #fill(now: number): void {
    const seconds = Math.max(0, now - this.#filledAt) / 1000;
    this.#filledAt = now;
    if (this.#share < 1 && now - this.#sharedAt >= RECOVER_MS) {
      this.#share = Math.min(1, this.#share * 2);
      this.#sharedAt = now;
    }
    const rate = this.perSecond * this.#share;
    this.#tokens = Math.min(Math.max(1, rate), this.#tokens + seconds * rate);
  }
}
