import { STACK_GAP, sizeOf } from './sizes';
import { compareText } from './specs';
import type { Card, Graph, Point, Positions, Size } from './types';

interface Placed {
  at: Point;
  size: Size;
}

/**
 * Joins a new layout with the places that people already know: known cards stay where they are, new ones go where the
 * layout would have them relative to their neighbours, and only what would lie upon another card is moved, downwards.
 * With nothing known (or hardly anything), the new layout stands as it is.
 */
export function settle(graph: Graph, ideal: Positions, known: Positions): Map<string, Point> {
  const kept = graph.cards.filter((card) => known.has(card.id));
  if (kept.length * 2 < graph.cards.length) return new Map(ideal);
  const placed = new Map<string, Placed>();
  for (const card of inReadingOrder(kept, known)) put(placed, card, known.get(card.id));
  for (const card of graph.cards) {
    if (!known.has(card.id)) put(placed, card, wish(card, graph, ideal, known));
  }
  return new Map([...placed].map(([id, { at }]) => [id, at]));
}

function inReadingOrder(cards: readonly Card[], positions: Positions): Card[] {
  const at = (card: Card) => positions.get(card.id) ?? { x: 0, y: 0 };
  return [...cards].sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x || compareText(a.id, b.id));
}

function wish(card: Card, graph: Graph, ideal: Positions, known: Positions): Point | undefined {
  const own = ideal.get(card.id);
  if (!own) return undefined;
  const shifts = neighboursOf(card.id, graph).flatMap((id) => {
    const was = known.get(id);
    const would = ideal.get(id);
    return was && would ? [{ x: was.x - would.x, y: was.y - would.y }] : [];
  });
  const mean = (pick: (shift: Point) => number) =>
    shifts.length === 0 ? 0 : shifts.reduce((sum, shift) => sum + pick(shift), 0) / shifts.length;
  return { x: Math.round(own.x + mean((s) => s.x)), y: Math.round(own.y + mean((s) => s.y)) };
}

function neighboursOf(id: string, graph: Graph): string[] {
  return graph.edges.flatMap((edge) => {
    if (edge.to === id) return [edge.from.card];
    return edge.from.card === id ? [edge.to] : [];
  });
}

function put(placed: Map<string, Placed>, card: Card, wanted: Point | undefined): void {
  const size = sizeOf(card);
  let at = wanted ?? { x: 0, y: 0 };
  for (let hit = blocker(placed, at, size); hit; hit = blocker(placed, at, size)) {
    at = { x: at.x, y: hit.at.y + hit.size.height + STACK_GAP };
  }
  placed.set(card.id, { at, size });
}

function blocker(placed: ReadonlyMap<string, Placed>, at: Point, size: Size): Placed | undefined {
  for (const other of placed.values()) {
    const apart =
      at.x + size.width <= other.at.x ||
      other.at.x + other.size.width <= at.x ||
      at.y + size.height <= other.at.y ||
      other.at.y + other.size.height <= at.y;
    if (!apart) return other;
  }
  return undefined;
}
