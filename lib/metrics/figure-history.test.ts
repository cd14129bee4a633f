import { describe, expect, it } from 'vitest';
import { FigureHistory } from './figure-history';

const sample = (at: number, more: { failed?: boolean; weight?: number } = {}) => ({
  at,
  failed: false,
  weight: 1,
  ...more,
});

describe('FigureHistory', () => {
  it('tells the whole buckets, oldest first, and not the one that still fills', () => {
    const history = new FigureHistory(5000, 3);
    history.add(sample(1000));
    history.add(sample(4999, { failed: true, weight: 2 }));
    history.add(sample(10_000));
    history.add(sample(15_500));
    expect(history.read(15_999)).toEqual([{ requests: 3, failed: 2 }, undefined, { requests: 1, failed: 0 }]);
    expect(history.read(20_000)).toEqual([undefined, { requests: 1, failed: 0 }, { requests: 1, failed: 0 }]);
  });

  it('forgets what is older, also when nothing comes any more', () => {
    const history = new FigureHistory(5000, 3);
    history.add(sample(1000));
    expect(history.read(100_000)).toEqual([undefined, undefined, undefined]);
    history.add(sample(101_000));
    expect(history.read(106_000)).toEqual([undefined, undefined, { requests: 1, failed: 0 }]);
  });

  it('does not mix old requests with new ones when the clock is put back', () => {
    const history = new FigureHistory(5000, 3);
    history.add(sample(101_000));
    history.add(sample(101_000 - 4 * 5000));
    expect(history.read(105_000)).toEqual([undefined, undefined, { requests: 1, failed: 0 }]);
    expect(history.lastAt).toBe(101_000);
  });
});
