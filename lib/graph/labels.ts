import { type Curve, pointAt } from './curve';
import type { Point, Size } from './types';

/** Half of it is kept free around a label, in px. */
const MARGIN = 3;
const CELL = 48;
const SAMPLES = 28;
/** Places on a curve that are tried, best first: the middle, then ever further out. */
const PLACES = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.18];

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Where each label goes, as a place on its curve (0 start, 1 end): on its own curve, where no other curve, card or label crosses it. A label that finds no free
 * place takes the one with the fewest crossings. Curves that end in the same point share their last stretch, so places
 * near both ends are tried last.
 */
export function placeLabels(
  curves: ReadonlyMap<string, Curve>,
  sizes: ReadonlyMap<string, Size>,
  cards: readonly Box[],
): Map<string, number> {
  const grid = new Grid();
  for (const [id, curve] of curves) {
    for (let i = 0; i <= SAMPLES; i += 1) grid.add(id, around(pointAt(curve, i / SAMPLES), { width: 2, height: 2 }));
  }
  for (const card of cards) grid.add('', card);
  const placed = new Map<string, number>();
  for (const [id, size] of [...sizes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const curve = curves.get(id);
    if (!curve) continue;
    const place = bestPlace(grid, id, curve, size);
    grid.add('', around(pointAt(curve, place), size));
    placed.set(id, place);
  }
  return placed;
}

function bestPlace(grid: Grid, id: string, curve: Curve, size: Size): number {
  let best = 0.5;
  let fewest = Number.POSITIVE_INFINITY;
  for (const place of PLACES) {
    const hits = grid.hits(id, around(pointAt(curve, place), size));
    if (hits < fewest) {
      best = place;
      fewest = hits;
    }
    if (hits === 0) break;
  }
  return best;
}

function around(point: Point, size: Size): Box {
  const x = size.width / 2 + MARGIN;
  const y = size.height / 2 + MARGIN;
  return { left: point.x - x, top: point.y - y, right: point.x + x, bottom: point.y + y };
}

/** Boxes by the cells that they touch, so that a look-up does not go through all of them. */
class Grid {
  private readonly cells = new Map<string, { id: string; box: Box }[]>();

  add(id: string, box: Box): void {
    for (const cell of cellsOf(box)) {
      const list = this.cells.get(cell);
      if (list) list.push({ id, box });
      else this.cells.set(cell, [{ id, box }]);
    }
  }

  hits(id: string, box: Box): number {
    const found = new Set<Box>();
    for (const cell of cellsOf(box)) {
      for (const entry of this.cells.get(cell) ?? []) {
        if (entry.id !== id && overlaps(entry.box, box)) found.add(entry.box);
      }
    }
    return found.size;
  }
}

function cellsOf(box: Box): string[] {
  const cells: string[] = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) cells.push(`${x},${y}`);
  }
  return cells;
}

const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
