import type { ApiEvent } from '@/lib/model';
import { type EventHub, type EventScope, inScope, type NumberedEvent } from './event-hub';

/** A comment goes out after so long a silence, so that nothing on the way closes the connection. */
const KEEPALIVE_MS = 15_000;
/** A client that does not read is cut off at so many waiting events: it comes back and reads everything anew. */
const MOST_WAITING = 1000;

export interface EventStreamOptions {
  scope: EventScope;
  /** Called when the stream listens, so that no change falls between its revision and the first event. */
  hello: () => ApiEvent;
  /** Id of the last event that the client saw. */
  since: string | undefined;
  /** Aborted when the client is gone or the server stops. */
  signal: AbortSignal;
}

/** Server-sent events, as pieces of text: hello, what was missed, then what happens, until the client is gone. */
export async function* eventStream(hub: EventHub, options: EventStreamOptions): AsyncGenerator<string> {
  const { scope, hello, since, signal } = options;
  const mailbox = new Mailbox(signal);
  const stop = hub.subscribe((numbered) => {
    const event = inScope(scope, numbered);
    if (event) mailbox.put({ ...numbered, event });
  });
  try {
    yield eventText({ id: hub.lastId, event: hello() });
    for (const missed of hub.after(since)) {
      const event = inScope(scope, missed);
      if (event) yield eventText({ id: missed.id, event });
    }
    while (!signal.aborted && !mailbox.overflown) {
      const waiting = await mailbox.take();
      if (waiting.length === 0 && !signal.aborted) yield ': keepalive\n\n';
      if (waiting.length > 0) yield waiting.map(eventText).join('');
    }
  } finally {
    stop();
    mailbox.close();
  }
}

function eventText({ id, event }: { id: string; event: ApiEvent }): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** What an event only says to look at again; undefined for events that carry news of their own. */
function lookAgainKey(event: ApiEvent): string | undefined {
  if (event.type === 'revision' || event.type === 'receipt') return undefined;
  return event.type === 'draft' ? `draft ${event.draft}` : event.type;
}

/** Events between two reads of one client. Of those that only say "look again", one of a kind is enough. */
class Mailbox {
  overflown = false;
  #waiting: NumberedEvent[] = [];
  #wake: (() => void) | undefined;
  readonly #onAbort = () => this.#wake?.();

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  put(event: NumberedEvent): void {
    const key = lookAgainKey(event.event);
    if (key !== undefined) this.#waiting = this.#waiting.filter((other) => lookAgainKey(other.event) !== key);
    this.#waiting.push(event);
    if (this.#waiting.length > MOST_WAITING) this.overflown = true;
    this.#wake?.();
  }

  /** What waits, or nothing after a long silence or when the client is gone. */
  async take(): Promise<NumberedEvent[]> {
    if (this.#waiting.length === 0 && !this.signal.aborted) await this.#sleep();
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  close(): void {
    this.signal.removeEventListener('abort', this.#onAbort);
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, KEEPALIVE_MS).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
