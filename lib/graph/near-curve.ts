import { type Curve, pointAt } from './curve';
import type { Point } from './types';

/** Straight pieces by which a curve is measured: at usual lengths they leave it by less than a pixel. */
const PIECES = 24;

/** How far a point is from a curve, px. */
export function distanceToCurve(curve: Curve, point: Point): number {
  let nearest = Number.POSITIVE_INFINITY;
  let from = curve[0];
  for (let i = 1; i <= PIECES; i += 1) {
    const to = pointAt(curve, i / PIECES);
    nearest = Math.min(nearest, distanceToPiece(from, to, point));
    from = to;
  }
  return nearest;
}

/** What belongs to the curve nearest to a point, at most `reach` px away; of two as near, the first. */
export function nearestCurve<T>(curves: Iterable<readonly [T, Curve]>, point: Point, reach: number): T | undefined {
  let nearest: T | undefined;
  let least = reach;
  for (const [item, curve] of curves) {
    if (!mayTouch(curve, point, least)) continue;
    const distance = distanceToCurve(curve, point);
    if (distance > least || (nearest !== undefined && distance === least)) continue;
    nearest = item;
    least = distance;
  }
  return nearest;
}

/** A curve never leaves the box of its four points. */
function mayTouch([a, b, c, d]: Curve, { x, y }: Point, reach: number): boolean {
  return (
    x >= Math.min(a.x, b.x, c.x, d.x) - reach &&
    x <= Math.max(a.x, b.x, c.x, d.x) + reach &&
    y >= Math.min(a.y, b.y, c.y, d.y) - reach &&
    y <= Math.max(a.y, b.y, c.y, d.y) + reach
  );
}

function distanceToPiece(from: Point, to: Point, point: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
