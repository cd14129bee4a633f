import { describe, expect, it, vi } from 'vitest';
import { CauseQueue } from './cause-queue';
import type { Cause } from './push-loop';

const cause = (at: number): Cause => ({ type: 'endpoints', change: { namespaceName: 'n', serviceName: 's' }, at });
const CLOCK = { now: () => performance.now() };
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('CauseQueue', () => {
  it('hands on in the next turn, so that a write is answered first', async () => {
    const taken: number[][] = [];
    const queue = new CauseQueue(
      function* (causes) {
        taken.push(causes.map((c) => (c.type === 'endpoints' ? c.at : 0)));
      },
      console,
      CLOCK,
    );
    queue.start();
    queue.add(cause(1));
    queue.add(cause(2));
    await Promise.resolve();
    expect(taken).toEqual([]);
    await turn();
    expect(taken).toEqual([[1, 2]]);
  });

  it('keeps what comes before the start', async () => {
    const taken: number[] = [];
    const queue = new CauseQueue(
      function* (causes) {
        taken.push(causes.length);
        yield;
      },
      console,
      CLOCK,
    );
    queue.add(cause(1));
    await turn();
    expect(taken).toEqual([]);
    queue.start();
    await turn();
    expect(taken).toEqual([1]);
  });

  it('takes a delivery in turns, and what comes meanwhile after its end', async () => {
    const happened: string[] = [];
    const queue = new CauseQueue(
      function* (causes) {
        happened.push(`start ${causes.length}`);
        yield;
        happened.push(`middle ${causes.length}`);
        yield;
        happened.push(`end ${causes.length}`);
      },
      console,
      CLOCK,
    );
    queue.start();
    queue.add(cause(1));
    await turn();
    expect(happened).toEqual(['start 1']);
    queue.add(cause(2));
    queue.add(cause(3));
    while (happened.length < 6) await turn();
    expect(happened).toEqual(['start 1', 'middle 1', 'end 1', 'start 2', 'middle 2', 'end 2']);
  });

  it('logs what fails and goes on', async () => {
    const errors: unknown[] = [];
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (_: string, fields: unknown) => errors.push(fields),
    };
    let calls = 0;
    const queue = new CauseQueue(
      function* () {
        calls += 1;
        if (calls === 1) throw new Error('broken');
        yield;
      },
      log,
      CLOCK,
    );
    queue.start();
    queue.add(cause(1));
    await turn();
    queue.add(cause(2));
    await turn();
    expect(calls).toBe(2);
    expect(errors).toMatchObject([{ causes: 1, error: expect.stringContaining('broken') }]);
  });

  it('rests after a delivery during which others came, for as long as that took; a change alone does not wait', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let now = 0;
      const started: number[] = [];
      const queue = new CauseQueue(
        function* () {
          started.push(now);
          yield;
          now += 40;
        },
        console,
        { now: () => now },
      );
      const turns = async (count: number) => {
        for (let i = 0; i < count; i++) await turn();
      };
      queue.start();
      queue.add(cause(1));
      await turn();
      queue.add(cause(2));
      await turns(10);
      expect(started).toEqual([0]);
      vi.advanceTimersByTime(39);
      await turns(10);
      expect(started).toEqual([0]);
      vi.advanceTimersByTime(1);
      await turns(10);
      expect(started).toEqual([0, 40]);
      queue.add(cause(3));
      await turn();
      expect(started).toEqual([0, 40, 80]);
    } finally {
      vi.useRealTimers();
    }
  });
});
