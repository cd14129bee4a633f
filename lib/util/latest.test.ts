import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLatest } from './latest';

/** A sender whose sends end when the test says so. */
function sender() {
  const sent: number[] = [];
  const open: { end: () => void; fail: () => void }[] = [];
  let most = 0;
  const send = (value: number) => {
    sent.push(value);
    return new Promise<void>((resolve, reject) => {
      const close = (how: () => void) => () => {
        open.splice(0, 1);
        how();
      };
      open.push({ end: close(resolve), fail: close(() => reject(new Error('refused'))) });
      most = Math.max(most, open.length);
    });
  };
  return { sent, open, send, most: () => most };
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('createLatest', () => {
  it('sends the first at once and of those that wait only the last', async () => {
    const { sent, open, send } = sender();
    const latest = createLatest(send);
    for (const value of [1, 2, 3, 4]) latest.put(value);
    expect(sent).toEqual([1]);
    open[0]?.end();
    await settle();
    expect(sent).toEqual([1, 4]);
    expect(latest.busy).toBe(true);
    open[0]?.end();
    await settle();
    expect(latest.busy).toBe(false);
  });

  it('goes on after a failure', async () => {
    const { sent, open, send } = sender();
    const latest = createLatest(send);
    latest.put(1);
    latest.put(2);
    open[0]?.fail();
    await settle();
    expect(sent).toEqual([1, 2]);
  });

  it('never sends two at once, keeps their order, and always ends with the last value put', async () => {
    const step = fc.constantFrom('put', 'end', 'fail');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { sent, open, send, most } = sender();
        const latest = createLatest(send);
        let value = 0;
        for (const one of steps) {
          if (one === 'put') {
            value += 1;
            latest.put(value);
          } else open[0]?.[one]();
          await settle();
        }
        while (open.length > 0) {
          open[0]?.end();
          await settle();
        }
        expect(most()).toBeLessThanOrEqual(1);
        expect(sent).toEqual([...sent].sort((a, b) => a - b));
        expect(sent.at(-1) ?? 0).toBe(value);
        expect(latest.busy).toBe(false);
      }),
    );
  });
});
