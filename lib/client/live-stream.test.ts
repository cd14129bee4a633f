import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiEvent } from '@/lib/model';
import { LiveStream } from './live-stream';

/** An EventSource that the test drives. */
class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  onerror: (() => void) | null = null;
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  closed = false;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }

  close(): void {
    this.closed = true;
  }

  says(event: object): void {
    const data = JSON.stringify(event);
    this.dispatchEvent(new MessageEvent((event as { type: string }).type, { data }));
  }
}

const HELLO = { type: 'hello', serverTime: 1 };
const last = () => FakeSource.all.at(-1) as FakeSource;

let events: ApiEvent[];
let states: string[];

function open(): LiveStream {
  return new LiveStream({
    mesh: 'a b',
    onEvent: (event) => events.push(event),
    onState: (state, caughtUp) => states.push(caughtUp ? `${state}, caught up` : state),
  });
}

beforeEach(() => {
  FakeSource.all = [];
  events = [];
  states = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('window', new EventTarget());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('LiveStream', () => {
  it('hands on events and is online from the first one', () => {
    open();
    expect(last().url).toBe('/api/events?mesh=a+b');
    last().says(HELLO);
    last().says({ type: 'proxies', mesh: 'a b' });
    expect(states).toEqual(['connecting', 'online']);
    expect(events.map((event) => event.type)).toEqual(['hello', 'proxies']);
  });

  it('comes back by itself, waits longer each time, and says that something may have been missed', () => {
    open();
    last().says(HELLO);
    last().onerror?.();
    for (const wait of [500, 1000, 2000]) {
      const before = FakeSource.all.length;
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSource.all).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(FakeSource.all).toHaveLength(before + 1);
      last().onerror?.();
    }
    vi.advanceTimersByTime(4000);
    last().says(HELLO);
    expect(states).toEqual(['connecting', 'online', 'offline', 'online, caught up']);
  });

  it('tries at once when the browser is online again', () => {
    open();
    last().onerror?.();
    window.dispatchEvent(new Event('online'));
    expect(FakeSource.all).toHaveLength(2);
    last().says(HELLO);
    expect(states.at(-1)).toBe('online, caught up');
  });

  it('leaves out an event that it does not know, and goes on', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    open();
    last().says(HELLO);
    last().onmessage?.(new MessageEvent('message', { data: '{"type":"news"}' }));
    last().onmessage?.(new MessageEvent('message', { data: 'no JSON' }));
    last().says({ type: 'meshes' });
    expect(events.map((event) => event.type)).toEqual(['hello', 'meshes']);
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('is quiet once it is closed', () => {
    const stream = open();
    stream.close();
    expect(last().closed).toBe(true);
    last().onerror?.();
    vi.advanceTimersByTime(60_000);
    window.dispatchEvent(new Event('online'));
    expect(FakeSource.all).toHaveLength(1);
  });
});
