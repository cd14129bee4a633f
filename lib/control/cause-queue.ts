import type { Logger } from '@/lib/util';
import type { Cause } from './push-loop';

/**
 * Takes what the feed tells while a write is still being answered, and hands it on in the next turn of the event loop:
 * the API answer does not wait for the fan-out, and no time is added to it. A delivery may take several turns; what
 * comes meanwhile waits for its end.
 */
export class CauseQueue {
  #waiting: Cause[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #started = false;
  /** The delivery under way, and how many causes it has. */
  #current: { steps: Iterator<void>; causes: number } | undefined;

  constructor(
    private readonly take: (causes: readonly Cause[]) => Iterable<void>,
    private readonly logger: Logger,
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
    this.#waiting = [];
    this.#current = undefined;
  }

  #schedule(): void {
    const isDue = this.#current !== undefined || this.#waiting.length > 0;
    if (this.#started && isDue) this.#scheduled ??= setImmediate(() => this.#run());
  }

  #run(): void {
    this.#scheduled = undefined;
    this.#current ??= this.#next();
    const { steps, causes } = this.#current;
    try {
      if (steps.next().done) this.#current = undefined;
    } catch (error) {
      this.#current = undefined;
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.logger.error('changes could not be delivered', { causes, error: words });
    }
    this.#schedule();
  }

  #next(): { steps: Iterator<void>; causes: number } {
    const causes = this.#waiting;
    this.#waiting = [];
    return { steps: this.take(causes)[Symbol.iterator](), causes: causes.length };
  }
}
