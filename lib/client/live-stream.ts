import { type ApiEvent, eventSchema } from '@/lib/model';
import { paths } from './paths';

export type LiveState = 'connecting' | 'online' | 'offline';

const EVENT_TYPES = [
  'hello',
  'revision',
  'receipt',
  'proxies',
  'endpoints',
  'problems',
  'traffic',
  'draft',
  'layout',
  'settings',
  'meshes',
] as const satisfies readonly ApiEvent['type'][];

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export interface LiveStreamOptions {
  mesh: string | undefined;
  onEvent: (event: ApiEvent) => void;
  /** `caughtUp` = the stream is back after having been away: fetch everything again. */
  onState: (state: LiveState, caughtUp: boolean) => void;
}

/**
 * The one stream of events of a browser tab. It comes back by itself (0.5 s, doubling up to 10 s, at once when the
 * browser says that it is online again) and reports when data may have been missed.
 */
export class LiveStream {
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = FIRST_RETRY_MS;
  /** The stream was away: events may have passed unheard. */
  private missed = false;
  private state: LiveState | undefined;
  private closed = false;

  constructor(private readonly options: LiveStreamOptions) {
    window.addEventListener('online', this.reconnectNow);
    window.addEventListener('offline', this.lost);
    this.connect();
  }

  close(): void {
    this.closed = true;
    window.removeEventListener('online', this.reconnectNow);
    window.removeEventListener('offline', this.lost);
    clearTimeout(this.timer);
    this.source?.close();
  }

  private connect(): void {
    if (this.state === undefined) this.report('connecting');
    const source = new EventSource(paths.api.events(this.options.mesh));
    this.source = source;
    source.onerror = this.lost;
    source.onmessage = (message) => this.receive(message);
    for (const type of EVENT_TYPES) source.addEventListener(type, (message) => this.receive(message));
  }

  private receive(message: MessageEvent<string>): void {
    const event = eventSchema.safeParse(parseJson(message.data));
    if (this.state !== 'online') this.online();
    if (event.success) this.options.onEvent(event.data);
    else console.warn('an event of a form that this console does not know', message.data, event.error);
  }

  private online(): void {
    this.retryMs = FIRST_RETRY_MS;
    const caughtUp = this.missed;
    this.missed = false;
    this.report('online', caughtUp);
  }

  private readonly lost = (): void => {
    if (this.closed) return;
    this.missed = true;
    this.source?.close();
    this.report('offline');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  };

  private readonly reconnectNow = (): void => {
    if (this.state === 'online' || this.closed) return;
    clearTimeout(this.timer);
    this.source?.close();
    this.connect();
  };

  private report(state: LiveState, caughtUp = false): void {
    if (state === this.state && !caughtUp) return;
    this.state = state;
    this.options.onState(state, caughtUp);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
