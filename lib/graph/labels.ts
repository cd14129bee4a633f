import { type Curve, pointAt } from './curve';
import type { Point, Size } from './types';

/** Half of it is kept free around a label, in px. */
const MARGIN = 3;
const CELL = 48;
const SAMPLES = 28;
/** Places on a curve that are tried, best first: the middle, then ever further out. */
const PLACES = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.18];

/** What it costs to lie upon something: a card hides the label, another label cannot be read, a curve only runs below. */
const COST = { card: 40, label: 20, curve: 1 };

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Where each label goes, as a place on its curve (0 start, 1 end): on its own curve, where no other curve, card or label crosses it. A label that finds no free
 * place takes the least bad one. Curves that end in the same point share their last stretch, so places
 * near both ends are tried last.
 */
export function placeLabels(
  curves: ReadonlyMap<string, Curve>,
  sizes: ReadonlyMap<string, Size>,
  cards: readonly Box[],
): Map<string, number> {
  const grid = new Grid();
  for (const [id, curve] of curves) {
    for (let i = 0; i <= SAMPLES; i += 1)
      grid.add({ id, cost: COST.curve, box: around(pointAt(curve, i / SAMPLES), { width: 2, height: 2 }) });
  }
  for (const box of cards) grid.add({ id: '', cost: COST.card, box });
  const placed = new Map<string, number>();
  for (const [id, size] of [...sizes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const curve = curves.get(id);
    if (!curve) continue;
    const place = bestPlace(grid, id, curve, size);
    grid.add({ id: '', cost: COST.label, box: around(pointAt(curve, place), size) });
    placed.set(id, place);
  }
  return placed;
}

function bestPlace(grid: Grid, id: string, curve: Curve, size: Size): number {
  let best = 0.5;
  let least = Number.POSITIVE_INFINITY;
  for (const place of PLACES) {
    const cost = grid.cost(id, around(pointAt(curve, place), size));
    if (cost < least) {
      best = place;
      least = cost;
    }
    if (cost === 0) break;
  }
  return best;
}

function around(point: Point, size: Size): Box {
  const x = size.width / 2 + MARGIN;
  const y = size.height / 2 + MARGIN;
  return { left: point.x - x, top: point.y - y, right: point.x + x, bottom: point.y + y };
}

interface Entry {
  /** The curve that it belongs to; empty = nobody's. */
  id: string;
  cost: number;
  box: Box;
}

/** Boxes by the cells that they touch, so that a look-up does not go through all of them. */
class Grid {
  private readonly cells = new Map<string, Entry[]>();

  add(entry: Entry): void {
    for (const cell of cellsOf(entry.box)) {
      const list = this.cells.get(cell);
      if (list) list.push(entry);
      else this.cells.set(cell, [entry]);
    }
  }

  /** What it would cost a curve's label to lie in this box. */
  cost(id: string, box: Box): number {
    const found = new Set<Entry>();
    for (const cell of cellsOf(box)) {
      for (const entry of this.cells.get(cell) ?? []) {
        if (entry.id !== id && overlaps(entry.box, box)) found.add(entry);
      }
    }
    return [...found].reduce((sum, entry) => sum + entry.cost, 0);
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
