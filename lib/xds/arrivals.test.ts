import { expect, it } from 'vitest';
import { Arrivals } from './arrivals';

it('lets a burst in at once, then as many as the rate gives, and each address for itself', () => {
  const arrivals = new Arrivals(10, 3);
  const take = (host: string, now: number) => arrivals.take(host, now);
  expect([take('a', 0), take('a', 0), take('a', 0), take('a', 0)]).toEqual([true, true, true, false]);
  expect([take('b', 0), take('a', 50), take('a', 100), take('a', 100)]).toEqual([true, false, true, false]);
});

it('forgets who did not come for a while', () => {
  const arrivals = new Arrivals(10, 3);
  for (const host of ['a', 'b']) arrivals.take(host, 0);
  arrivals.take('b', 90);
  arrivals.sweep(100);
  expect(arrivals.size).toBe(1);
  arrivals.sweep(1000);
  expect(arrivals.size).toBe(0);
});
