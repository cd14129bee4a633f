import type { Point } from './types';

/** A cubic Bézier curve: start, two control points, end. */
export type Curve = readonly [Point, Point, Point, Point];

const MIN_REACH = 36;
const BACK_REACH = 90;

/** The arrow from side to side: leaves to the right, arrives from the left. Backward arrows swing out further. */
export function sideCurve(from: Point, to: Point): Curve {
  const gap = to.x - from.x;
  const reach = gap > 0 ? Math.max(MIN_REACH, gap / 2) : BACK_REACH + Math.min(120, -gap / 6);
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
}

/** The arrow from a service down to its router: straight when it stands right above. */
export function downCurve(from: Point, to: Point): Curve {
  const reach = Math.max(10, Math.abs(to.y - from.y) / 2);
  return [from, { x: from.x, y: from.y + reach }, { x: to.x, y: to.y - reach }, to];
}

/** The point at `t` (0 start, 1 end) on a curve. */
export function pointAt([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (p: number, q: number, r: number, s: number) =>
    u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** The curve as an SVG path. */
export function pathOf([a, b, c, d]: Curve): string {
  const text = (p: Point) => `${round(p.x)},${round(p.y)}`;
  return `M${text(a)} C${text(b)} ${text(c)} ${text(d)}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
