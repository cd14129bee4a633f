import type { Logger } from '@/lib/util';
import type { Cause } from './push-loop';

/**
 * Takes what the feed tells while a write is still being answered, and hands it on in the next turn of the event loop:
 * the API answer does not wait for the fan-out, and no time is added to it.
 */
export class CauseQueue {
  #waiting: Cause[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #started = false;

  constructor(
    private readonly take: (causes: readonly Cause[]) => void,
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
  }

  #schedule(): void {
    if (this.#started && this.#waiting.length > 0) this.#scheduled ??= setImmediate(() => this.#run());
  }

  #run(): void {
    this.#scheduled = undefined;
    const causes = this.#waiting;
    this.#waiting = [];
    try {
      this.take(causes);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.logger.error('changes could not be delivered', { causes: causes.length, error: words });
    }
  }
}
