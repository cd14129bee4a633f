import type { Clock, Logger } from '@/lib/util';
import type { Cause } from './push-loop';

/** While changes keep coming, the next delivery waits for as long as the one before took, and no longer than this, ms. */
const LONGEST_PAUSE_MS = 100;

/**
 * Takes what the feed tells while a write is still being answered, and hands it on in the next turn of the event loop:
 * the API answer does not wait for the fan-out, and no time is added to it. A delivery may take several turns; what
 * comes meanwhile waits for its end, and then for a pause: changes that come faster than they can be delivered would
 * otherwise keep the event loop busy, API calls would take ten times as long, and proxies would get states that are old
 * at once. A change that comes alone never waits.
 */
export class CauseQueue {
  #waiting: Cause[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #pause: NodeJS.Timeout | undefined;
  #started = false;
  /** The delivery under way, how many causes it has, and when it began. */
  #current: { steps: Iterator<void>; causes: number; since: number } | undefined;

  constructor(
    private readonly take: (causes: readonly Cause[]) => Iterable<void>,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  add(cause: Cause): void {
    this.#waiting.push(cause);
    this.#schedule();
  }

  /** From now on: what came before waited, as the meshes were not read yet. */
  start(): void {
    this.#started = true;
    this.#schedule();
  }

  close(): void {
    if (this.#scheduled) clearImmediate(this.#scheduled);
    clearTimeout(this.#pause);
    this.#waiting = [];
    this.#current = undefined;
  }

  #schedule(): void {
    const isDue = this.#current !== undefined || this.#waiting.length > 0;
    if (this.#started && isDue && !this.#pause) this.#scheduled ??= setImmediate(() => this.#run());
  }

  /** After a delivery during which others came. */
  #rest(took: number): void {
    this.#pause = setTimeout(
      () => {
        this.#pause = undefined;
        this.#schedule();
      },
      Math.min(LONGEST_PAUSE_MS, took),
    );
  }

  #run(): void {
    this.#scheduled = undefined;
    this.#current ??= this.#next();
    const { steps, causes, since } = this.#current;
    try {
      if (steps.next().done) this.#current = undefined;
    } catch (error) {
      this.#current = undefined;
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.logger.error('changes could not be delivered', { causes, error: words });
    }
    if (!this.#current && this.#waiting.length > 0) this.#rest(this.clock.now() - since);
    this.#schedule();
  }

  #next(): { steps: Iterator<void>; causes: number; since: number } {
    const causes = this.#waiting;
    this.#waiting = [];
    return { steps: this.take(causes)[Symbol.iterator](), causes: causes.length, since: this.clock.now() };
  }
}
