import { type Box, boxAt, CellGrid } from './cell-grid';
import { HEADER_HEIGHT, ROW_HEIGHT, sizeOf } from './sizes';
import type { Card, Graph, Point, Positions } from './types';

/** Where every card lies: finds the cards of an area or below a point without going through all of them. */
export class CardIndex {
  readonly #grid = new CellGrid<Card>();
  /** Around all cards; undefined when there are none. */
  readonly bounds: Box | undefined;

  constructor(
    graph: Pick<Graph, 'cards'>,
    private readonly positions: Positions,
  ) {
    let bounds: Box | undefined;
    for (const card of graph.cards) {
      const at = positions.get(card.id);
      if (!at) continue;
      const box = boxAt(at, sizeOf(card));
      this.#grid.add(box, card);
      bounds = bounds ? around(bounds, box) : box;
    }
    this.bounds = bounds;
  }

  /** Cards that lie in an area, wholly or in part. */
  within(box: Box): Card[] {
    return this.#grid.within(box);
  }

  /** The card at a point, and its row there if it has one. */
  at(point: Point): { card: Card; row?: string } | undefined {
    const hit = this.#grid.hit({ left: point.x, top: point.y, right: point.x + 1, bottom: point.y + 1 });
    const corner = hit && this.positions.get(hit.item.id);
    if (!hit || !corner) return undefined;
    const row = hit.item.rows[Math.floor((point.y - corner.y - HEADER_HEIGHT) / ROW_HEIGHT)];
    return row ? { card: hit.item, row: row.id } : { card: hit.item };
  }
}

/** The smallest box that holds both. */
export function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
