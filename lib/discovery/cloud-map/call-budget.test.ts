import { describe, expect, it } from 'vitest';
import { CallBudget } from './call-budget';

/** Calls that go through in one second, tried every 10 ms. */
function takenIn(budget: CallBudget, from: number, ms: number): number {
  let taken = 0;
  for (let now = from; now < from + ms; now += 10) while (budget.take(now)) taken += 1;
  return taken;
}

describe('the budget of calls', () => {
  it('gives no more than its rate, however long nothing was asked', () => {
    const budget = new CallBudget(5, 0);
    expect(takenIn(budget, 60_000, 1)).toBe(5);
    expect(takenIn(budget, 60_010, 10_000)).toBeLessThanOrEqual(51);
  });

  it('pauses and goes on at half the rate after AWS refused calls, and recovers', () => {
    const budget = new CallBudget(20, 0);
    expect(takenIn(budget, 0, 10)).toBe(20);
    budget.throttled(10);
    budget.throttled(11);
    expect(takenIn(budget, 11, 990)).toBe(0);
    const slow = takenIn(budget, 1010, 10_000);
    expect(slow).toBeGreaterThan(90);
    expect(slow).toBeLessThanOrEqual(110);
    expect(takenIn(budget, 40_000, 10_000)).toBeGreaterThan(190);
  });

  it('never stands still for ever', () => {
    const budget = new CallBudget(1, 0);
    let now = 0;
    for (let i = 0; i < 20; i++) {
      budget.throttled(now);
      now += 1001;
    }
    expect(takenIn(budget, now, 120_000)).toBeGreaterThan(0);
  });
});
