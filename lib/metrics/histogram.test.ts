import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram';

describe('Histogram', () => {
  it('has no quantile while it is empty', () => {
    expect(new Histogram().quantile(0.5)).toBeUndefined();
  });

  it('finds quantiles within 5 %', () => {
    const histogram = new Histogram();
    for (let ms = 1; ms <= 1000; ms++) histogram.record(ms);
    for (const [share, exact] of [
      [0.5, 500],
      [0.99, 990],
      [1, 1000],
    ] as const) {
      const found = histogram.quantile(share) ?? 0;
      expect(found).toBeGreaterThanOrEqual(exact * 0.999);
      expect(found).toBeLessThanOrEqual(exact * 1.051);
    }
  });

  it('weighs entries', () => {
    const histogram = new Histogram();
    histogram.record(10, 1);
    histogram.record(1000, 99);
    expect(histogram.quantile(0.5)).toBeGreaterThan(900);
  });

  it('merges', () => {
    const low = new Histogram();
    const high = new Histogram();
    for (let i = 0; i < 90; i++) low.record(1);
    for (let i = 0; i < 10; i++) high.record(500);
    low.merge(high);
    expect(low.quantile(0.5)).toBeLessThan(1.1);
    expect(low.quantile(0.95)).toBeGreaterThan(490);
  });
});
