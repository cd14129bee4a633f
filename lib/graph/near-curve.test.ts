import { describe, expect, it } from 'vitest';
import { pointAt, sideCurve } from './curve';
import { distanceToCurve, nearestCurve } from './near-curve';

const straight = sideCurve({ x: 0, y: 0 }, { x: 300, y: 0 });
const bent = sideCurve({ x: 0, y: 100 }, { x: 400, y: 500 });

describe('distanceToCurve', () => {
  it('is nothing on the curve, and the way to its end beyond it', () => {
    for (const t of [0, 0.13, 0.5, 0.77, 1]) expect(distanceToCurve(bent, pointAt(bent, t))).toBeLessThan(1);
    expect(distanceToCurve(straight, { x: 150, y: 12 })).toBeCloseTo(12);
    expect(distanceToCurve(straight, { x: 303, y: 4 })).toBeCloseTo(5);
  });
});

describe('nearestCurve', () => {
  const curves = [
    ['straight', straight],
    ['bent', bent],
  ] as const;

  it('finds the nearest within reach, and nothing beyond', () => {
    expect(nearestCurve(curves, { x: 150, y: 6 }, 7)).toBe('straight');
    expect(nearestCurve(curves, { x: 150, y: 8 }, 7)).toBeUndefined();
    expect(nearestCurve(curves, pointAt(bent, 0.4), 7)).toBe('bent');
    expect(nearestCurve(curves, { x: 5, y: 60 }, 500), 'of two in reach the nearer').toBe('bent');
  });
});
