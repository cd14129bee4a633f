import { describe, expect, it } from 'vitest';
import { SPARK_HEIGHT, sparkFacts, sparkPaths } from './sparkline';

const point = (requests: number, failed = 0) => ({ requests, failed });

describe('sparkFacts', () => {
  it('tells rates, failures and for how long nothing is known', () => {
    const facts = sparkFacts([null, null, point(0), point(50, 5), point(10, 1)], 5);
    expect(facts).toEqual({ now: 2, min: 0, max: 10, failed: 0.1, gaps: 2 });
  });

  it('has no newest figure where the newest bucket is a gap, and says nothing of gaps alone', () => {
    expect(sparkFacts([point(5), null], 5)).not.toHaveProperty('now');
    expect(sparkFacts([null, null], 5)).toBeUndefined();
    expect(sparkFacts([], 5)).toBeUndefined();
  });

  it('does not call silence a failure', () => {
    expect(sparkFacts([point(0)], 5)).toEqual({ now: 0, min: 0, max: 0, failed: 0, gaps: 0 });
  });
});

describe('sparkPaths', () => {
  it('leaves a gap empty and draws zero as the line below alone', () => {
    const { all, failed, known } = sparkPaths([null, point(0), point(10)], 10);
    expect(all).toBe('M2 23V0h0.8V23z');
    expect(failed).toBe('');
    expect(known).toBe(`M1 ${SPARK_HEIGHT}V23h1V${SPARK_HEIGHT}zM2 ${SPARK_HEIGHT}V23h1V${SPARK_HEIGHT}z`);
  });

  it('shows one failure beside thousands of requests', () => {
    expect(sparkPaths([point(10_000, 1)], 10_000).failed).toBe('M0 23V21.5h0.8V23z');
  });
});
