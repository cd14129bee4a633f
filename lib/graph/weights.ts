/**
 * The arithmetic of weighted targets. App Mesh's weights are integers 0–100 and relative: there is no rule on their
 * sum. The slider works in points, integers that sum to 100, one for each target.
 */

/** Points of a whole bar. */
export const FULL = 100;

/** Each target's share in percent, not rounded; undefined when all weights are 0 (the route then answers 503). */
export function sharesOf(weights: readonly number[]): number[] | undefined {
  const sum = total(weights);
  return sum === 0 ? undefined : weights.map((weight) => (weight / sum) * FULL);
}

/**
 * Weights as whole points that sum to 100, rounded by largest remainder; weights that sum to 100 stay as they are.
 * Undefined when all weights are 0.
 *
 * @example toPoints([1, 1, 1]) // [34, 33, 33]
 */
export function toPoints(weights: readonly number[]): number[] | undefined {
  const shares = sharesOf(weights);
  if (!shares) return undefined;
  const points = shares.map(Math.floor);
  const missing = FULL - total(points);
  const order = shares
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) points[index] = (points[index] ?? 0) + 1;
  return points;
}

/** Where the boundaries between neighbours lie, in points from the left: one fewer than there are targets. */
export function boundariesOf(points: readonly number[]): number[] {
  let sum = 0;
  return points.slice(0, -1).map((point) => {
    sum += point;
    return sum;
  });
}

/** How far a boundary may go without passing its neighbours. */
export function boundaryRange(points: readonly number[], boundary: number): { min: number; max: number } {
  const min = total(points.slice(0, boundary));
  return { min, max: min + (points[boundary] ?? 0) + (points[boundary + 1] ?? 0) };
}

/** Moves a boundary: only the two targets beside it change, the sum stays. Positions outside its range are cut. */
export function moveBoundary(points: readonly number[], boundary: number, to: number): number[] {
  const { min, max } = boundaryRange(points, boundary);
  const position = Math.min(max, Math.max(min, Math.round(to)));
  return points.map((point, index) =>
    index === boundary ? position - min : index === boundary + 1 ? max - position : point,
  );
}

/** The same share for everybody, as whole points. */
export function equalPoints(targets: number): number[] {
  return toPoints(Array.from({ length: targets }, () => 1)) ?? [];
}

/** Everything to one target. */
export function allTo(targets: number, index: number): number[] {
  return Array.from({ length: targets }, (_, at) => (at === index ? FULL : 0));
}

/** The two weights exchanged; with more than two targets, each takes its left neighbour's. */
export function swapWeights(weights: readonly number[]): number[] {
  return weights.map((_, index) => weights[(index + weights.length - 1) % weights.length] ?? 0);
}

/** A number as App Mesh takes it: an integer from 0 to 100; undefined when the text holds none. */
export function readWeight(text: string): number | undefined {
  if (!/^\s*\d{1,3}\s*$/.test(text)) return undefined;
  const weight = Number(text);
  return weight <= 100 ? weight : undefined;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
