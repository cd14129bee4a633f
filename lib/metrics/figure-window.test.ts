import { describe, expect, it } from 'vitest';
import { FigureWindow } from './figure-window';

const ok = (at: number, weight = 1) => ({ at, failed: false, durationMs: 5, weight });

describe('FigureWindow', () => {
  it('says nothing about success while there was no request', () => {
    expect(new FigureWindow(60).sum(0)).toEqual({ requests: 0 });
  });

  it('counts what lies within the window, and forgets what is older', () => {
    const window = new FigureWindow(60);
    window.add(ok(1_000));
    window.add(ok(30_000));
    expect(window.requests(59_999)).toBe(2);
    expect(window.requests(61_000)).toBe(1);
    expect(window.requests(90_000)).toBe(0);
  });

  it('knows the share of failures and the quantiles', () => {
    const window = new FigureWindow(60);
    for (let i = 0; i < 98; i++) window.add(ok(1_000));
    window.add({ at: 1_000, failed: true, durationMs: 100, weight: 2 });
    const sum = window.sum(2_000);
    expect(sum.requests).toBe(100);
    expect(sum.successRate).toBeCloseTo(0.98);
    expect(sum.p50Ms).toBeLessThan(6);
    expect(sum.p99Ms).toBeGreaterThan(90);
  });

  it('weighs sampled entries', () => {
    const window = new FigureWindow(60);
    window.add(ok(1_000, 100));
    expect(window.sum(1_000).requests).toBe(100);
  });

  it('holds no more buckets than seconds', () => {
    const window = new FigureWindow(2);
    for (let second = 0; second < 100; second++) window.add(ok(second * 1000));
    expect(window.requests(99_000)).toBe(2);
  });
});
