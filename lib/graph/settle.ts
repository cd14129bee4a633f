import { boxAt, CellGrid } from './cell-grid';
import { STACK_GAP, sizeOf } from './sizes';
import { compareText } from './specs';
import type { Card, Graph, Point, Positions } from './types';

/**
 * The places as they are drawn: what would lie upon another card moves down, below it, so that a router that grew or a
 * card that somebody dropped on another hides nothing. The same places in every browser, so nobody has to keep them.
 */
export function spread(graph: Graph, wanted: Positions): Map<string, Point> {
  const grid = new CellGrid<string>();
  const placed = new Map<string, Point>();
  const cards = graph.cards.filter((card) => wanted.has(card.id));
  for (const card of inReadingOrder(cards, wanted)) {
    const size = sizeOf(card);
    let at = wanted.get(card.id) ?? { x: 0, y: 0 };
    for (let hit = grid.hit(boxAt(at, size)); hit; hit = grid.hit(boxAt(at, size))) {
      at = { x: at.x, y: hit.box.bottom + STACK_GAP };
    }
    grid.add(boxAt(at, size), card.id);
    placed.set(card.id, at);
  }
  return placed;
}

function inReadingOrder(cards: readonly Card[], positions: Positions): Card[] {
  const at = (card: Card) => positions.get(card.id) ?? { x: 0, y: 0 };
  return [...cards].sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x || compareText(a.id, b.id));
}

/**
 * Places for the cards that have none: where the layout would have them relative to their neighbours that do, without
 * such neighbours relative to everything that is known.
 */
export function joinKnown(graph: Graph, ideal: Positions, known: Positions): Map<string, Point> {
  const shiftOf = (id: string): Point[] => {
    const was = known.get(id);
    const would = ideal.get(id);
    return was && would ? [{ x: was.x - would.x, y: was.y - would.y }] : [];
  };
  const everywhere = meanOf(graph.cards.flatMap((card) => shiftOf(card.id))) ?? { x: 0, y: 0 };
  const neighbours = neighboursOf(graph);
  return new Map(
    graph.cards.flatMap((card): [string, Point][] => {
      const own = ideal.get(card.id);
      if (!own || known.has(card.id)) return [];
      const shift = meanOf((neighbours.get(card.id) ?? []).flatMap(shiftOf)) ?? everywhere;
      return [[card.id, { x: Math.round(own.x + shift.x), y: Math.round(own.y + shift.y) }]];
    }),
  );
}

function meanOf(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Cards at the other ends of each card's arrows. */
export function neighboursOf(graph: Graph): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (id: string, other: string) => {
    const list = neighbours.get(id);
    if (list) list.push(other);
    else neighbours.set(id, [other]);
  };
  for (const edge of graph.edges) {
    add(edge.from.card, edge.to);
    add(edge.to, edge.from.card);
  }
  return neighbours;
}
