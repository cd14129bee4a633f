import type { AdsStream } from './ads-stream';

/** Streams served before others get their turn: API calls and acknowledgements must not wait for a whole fleet. */
const STREAMS_PER_TURN = 32;

/**
 * Serves streams whose configuration changed, in turns of the event loop, so that publishing returns at once. A stream
 * that waits already is not queued twice: when its turn comes it gets the newest state.
 */
export class FanOut {
  private readonly waiting = new Set<AdsStream>();
  private scheduled: NodeJS.Immediate | undefined;

  /** A stream that cannot be served must not stop the others: `failed` gets it. */
  constructor(private readonly failed: (stream: AdsStream, error: unknown) => void) {}

  add(streams: Iterable<AdsStream>): void {
    for (const stream of streams) this.waiting.add(stream);
    this.schedule();
  }

  remove(stream: AdsStream): void {
    this.waiting.delete(stream);
  }

  close(): void {
    this.waiting.clear();
    if (this.scheduled) clearImmediate(this.scheduled);
  }

  private schedule(): void {
    if (this.waiting.size === 0) return;
    this.scheduled ??= setImmediate(() => this.turn());
  }

  private turn(): void {
    this.scheduled = undefined;
    const served: AdsStream[] = [];
    for (const stream of this.waiting) {
      this.waiting.delete(stream);
      served.push(stream);
      if (served.length === STREAMS_PER_TURN) break;
    }
    for (const stream of served) this.guard(stream, () => stream.serve());
    for (const stream of served) this.guard(stream, () => stream.report());
    this.schedule();
  }

  private guard(stream: AdsStream, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.failed(stream, error);
    }
  }
}
