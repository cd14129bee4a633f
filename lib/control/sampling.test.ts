import { describe, expect, it } from 'vitest';
import { asSamplePercent, nextSamplePercent, RAISE_AFTER_SECONDS } from './sampling';

const held = { heldSeconds: RAISE_AFTER_SECONDS };

describe('nextSamplePercent', () => {
  it('logs everything while the rate is low', () => {
    expect(nextSamplePercent(100, { recent: 150, highest: 150, heldSeconds: 5 })).toBe(100);
  });

  it('asks for fewer when one proxy logs too much, down to one in a hundred', () => {
    expect(nextSamplePercent(100, { recent: 500, highest: 500, heldSeconds: 0 })).toBe(10);
    expect(nextSamplePercent(10, { recent: 500, highest: 500, heldSeconds: 0 })).toBe(1);
    expect(nextSamplePercent(1, { recent: 5000, highest: 5000, heldSeconds: 0 })).toBe(1);
  });

  it('asks for more only after a long quiet', () => {
    expect(nextSamplePercent(10, { recent: 1, highest: 1, heldSeconds: RAISE_AFTER_SECONDS - 1 })).toBe(10);
    expect(nextSamplePercent(10, { recent: 1, highest: 1, ...held })).toBe(100);
    expect(nextSamplePercent(10, { recent: 1, highest: 15, ...held })).toBe(10);
  });

  it('never raises to a step that would be lowered again at the same rate', () => {
    for (const current of [10, 1] as const) {
      for (let logged = 0; logged < 300; logged += 0.5) {
        const next = nextSamplePercent(current, { recent: logged, highest: logged, ...held });
        if (next <= current) continue;
        const then = (logged / current) * next;
        expect(nextSamplePercent(next, { recent: then, highest: then, heldSeconds: 0 })).toBe(next);
      }
    }
  });
});

describe('asSamplePercent', () => {
  it('takes steps only', () => {
    expect([10, 1, 100, 50, '10', undefined].map(asSamplePercent)).toEqual([10, 1, 100, 100, 100, 100]);
  });
});
