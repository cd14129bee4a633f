import type { Point, Size } from './types';

/** Side of a cell in px: about a card's width. */
const CELL = 256;

/** A rectangle by its corners, in px. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The room that something takes at a place. */
export function boxAt(at: Point, { width, height }: Size): Box {
  return { left: at.x, top: at.y, right: at.x + width, bottom: at.y + height };
}

/** Whether two boxes share more than a border. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Things by the cells that their boxes touch, so that finding those in an area does not go through all of them. */
export class CellGrid<T> {
  readonly #cells = new Map<string, { box: Box; item: T }[]>();

  add(box: Box, item: T): void {
    const entry = { box, item };
    for (const cell of cellsOf(box)) {
      const list = this.#cells.get(cell);
      if (list) list.push(entry);
      else this.#cells.set(cell, [entry]);
    }
  }

  /** Something whose box overlaps; undefined when there is nothing. */
  hit(box: Box): { box: Box; item: T } | undefined {
    for (const cell of cellsOf(box)) {
      const found = this.#cells.get(cell)?.find((entry) => overlaps(entry.box, box));
      if (found) return found;
    }
    return undefined;
  }

  /** Everything whose box overlaps, each once. */
  within(box: Box): T[] {
    const found = new Set<{ box: Box; item: T }>();
    for (const cell of cellsOf(box)) {
      for (const entry of this.#cells.get(cell) ?? []) if (overlaps(entry.box, box)) found.add(entry);
    }
    return [...found].map(({ item }) => item);
  }
}

function* cellsOf({ left, top, right, bottom }: Box): Generator<string> {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x},${y}`;
  }
}
