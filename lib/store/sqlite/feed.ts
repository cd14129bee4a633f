import type { Logger } from '@/lib/util';
import type { FeedEvent } from '../types';

/** Tells committed events to every subscriber; one that throws is logged and disturbs neither the others nor the write. */
export class Feed {
  readonly #listeners = new Set<(event: FeedEvent) => void>();

  constructor(private readonly logger: Logger) {}

  subscribe(listener: (event: FeedEvent) => void): () => void {
    const own = (event: FeedEvent) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  deliver(events: readonly FeedEvent[]): void {
    for (const event of events) {
      for (const listener of [...this.#listeners]) this.#tell(listener, event);
    }
  }

  #tell(listener: (event: FeedEvent) => void, event: FeedEvent): void {
    try {
      listener(event);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.logger.error('a subscriber of the store failed', { seq: event.seq, type: event.type, error: words });
    }
  }
}
