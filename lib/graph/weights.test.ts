import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cautionsOf } from './caution';
import {
  allTo,
  boundariesOf,
  boundaryRange,
  equalPoints,
  moveBoundary,
  readWeight,
  sharesOf,
  swapWeights,
  toPoints,
} from './weights';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 10 });
const points = weights.filter((list) => sum(list) > 0).map((list) => toPoints(list) ?? []);

describe('points', () => {
  it('are whole, sum to 100 and lie within one of the share', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const result = toPoints(list);
        if (sum(list) === 0) {
          expect(result).toBeUndefined();
          return;
        }
        const shares = sharesOf(list) ?? [];
        expect(sum(result ?? [])).toBe(100);
        result?.forEach((point, index) => {
          expect(Number.isInteger(point)).toBe(true);
          expect(Math.abs(point - (shares[index] ?? 0))).toBeLessThan(1);
        });
      }),
    );
  });

  it('are the weights themselves where those sum to 100', () => {
    fc.assert(
      fc.property(points, (list) => {
        expect(toPoints(list)).toEqual(list);
      }),
    );
  });

  it('give a target with weight 0 nothing', () => {
    expect(toPoints([0, 1, 1, 1])).toEqual([0, 34, 33, 33]);
  });
});

describe('moveBoundary', () => {
  it('changes the two neighbours only, keeps the sum, and stays within 0 and 100', () => {
    fc.assert(
      fc.property(points, fc.nat(), fc.integer({ min: -50, max: 150 }), (list, seed, to) => {
        fc.pre(list.length > 1);
        const boundary = seed % (list.length - 1);
        const moved = moveBoundary(list, boundary, to);
        expect(sum(moved)).toBe(100);
        for (const [index, point] of moved.entries()) {
          expect(point).toBeGreaterThanOrEqual(0);
          if (index !== boundary && index !== boundary + 1) expect(point).toBe(list[index]);
        }
      }),
    );
  });

  it('puts the boundary where it is told within its range, and at the end of it beyond', () => {
    fc.assert(
      fc.property(points, fc.nat(), fc.integer({ min: -50, max: 150 }), (list, seed, to) => {
        fc.pre(list.length > 1);
        const boundary = seed % (list.length - 1);
        const { min, max } = boundaryRange(list, boundary);
        expect(boundariesOf(moveBoundary(list, boundary, to))[boundary]).toBe(Math.min(max, Math.max(min, to)));
      }),
    );
  });

  it('there and back is where it was', () => {
    fc.assert(
      fc.property(points, fc.nat(), fc.integer({ min: 0, max: 100 }), (list, seed, to) => {
        fc.pre(list.length > 1);
        const boundary = seed % (list.length - 1);
        const back = moveBoundary(moveBoundary(list, boundary, to), boundary, boundariesOf(list)[boundary] ?? 0);
        expect(back).toEqual(list);
      }),
    );
  });
});

describe('buttons', () => {
  it('equal, swap and all to', () => {
    expect(equalPoints(3)).toEqual([34, 33, 33]);
    expect(equalPoints(2)).toEqual([50, 50]);
    expect(swapWeights([70, 30])).toEqual([30, 70]);
    expect(swapWeights([1, 2, 3])).toEqual([3, 1, 2]);
    expect(allTo(3, 1)).toEqual([0, 100, 0]);
  });

  it('swap keeps every weight, and as often as there are targets is no change', () => {
    fc.assert(
      fc.property(weights, (list) => {
        expect([...swapWeights(list)].sort()).toEqual([...list].sort());
        expect(list.reduce((now) => swapWeights(now), list)).toEqual(list);
      }),
    );
  });
});

describe('readWeight', () => {
  it.each(['0', '7', ' 100 ', '042'])('takes %j', (text) => expect(readWeight(text)).toBe(Number(text)));
  it.each(['', '101', '-1', '1.5', '1e1', 'ten', '1000'])('refuses %j', (text) =>
    expect(readWeight(text)).toBeUndefined(),
  );
});

describe('cautionsOf', () => {
  const known = [1, 1];
  it('asks before a rise of more than 25 points, not at 25', () => {
    expect(cautionsOf([100, 0], [75, 25], known)).toEqual([]);
    expect(cautionsOf([100, 0], [74, 26], known)).toEqual([{ reason: 'jump', target: 1, from: 0, to: 26 }]);
  });

  it('counts shares, not weights', () => {
    expect(cautionsOf([1, 1], [50, 50], known)).toEqual([]);
    expect(cautionsOf([3, 1], [1, 1], known)).toEqual([]);
    expect(cautionsOf([1, 0], [1, 1], known)).toMatchObject([{ reason: 'jump', target: 1 }]);
  });

  it('asks before more goes to a target without a healthy endpoint, not when less does or nothing is known', () => {
    expect(cautionsOf([90, 10], [89, 11], [1, 0])).toEqual([{ reason: 'no-healthy-endpoint', target: 1, to: 11 }]);
    expect(cautionsOf([90, 10], [91, 9], [1, 0])).toEqual([]);
    expect(cautionsOf([90, 10], [89, 11], [1, undefined])).toEqual([]);
  });

  it('says that a sum of 0 answers 503', () => {
    expect(cautionsOf([90, 10], [0, 0], known)).toEqual([{ reason: 'sum-zero' }]);
  });

  it('never asks when nothing changes', () => {
    fc.assert(
      fc.property(
        weights.filter((list) => sum(list) > 0),
        (list) => {
          expect(
            cautionsOf(
              list,
              list,
              list.map(() => 0),
            ),
          ).toEqual([]);
        },
      ),
    );
  });
});
