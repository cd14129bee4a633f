import { compareText } from './specs';
import type { Card, Graph, Positions } from './types';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key leads from a card or row: right follows the first arrow that leaves it, left goes back along the
 * first that reaches it, up and down go through the rows of a card and on to the nearest card above or below.
 * Undefined when there is nothing in that direction.
 */
export function walk(graph: Graph, positions: Positions, from: string, direction: Direction): string | undefined {
  const card = graph.cards.find((one) => one.id === from || one.rows.some((row) => row.id === from));
  if (!card) return undefined;
  if (direction === 'right') return follow(graph, positions, card, from);
  if (direction === 'left') return from === card.id ? back(graph, positions, card) : card.id;
  const stops = [card.id, ...card.rows.map((row) => row.id)];
  const next = stops[stops.indexOf(from) + (direction === 'down' ? 1 : -1)];
  return next ?? nearest(graph, positions, card, direction);
}

function follow(graph: Graph, positions: Positions, card: Card, from: string): string | undefined {
  const edges = graph.edges.filter((edge) => (edge.from.row ?? edge.from.card) === from);
  const leaving = edges.length > 0 || from !== card.id ? edges : graph.edges.filter((e) => e.from.card === card.id);
  return topmost(
    leaving.map((edge) => edge.to),
    positions,
  );
}

function back(graph: Graph, positions: Positions, card: Card): string | undefined {
  const sources = graph.edges.filter((edge) => edge.to === card.id).map((edge) => edge.from.row ?? edge.from.card);
  return topmost(sources, positions);
}

function topmost(ids: readonly string[], positions: Positions): string | undefined {
  const height = (id: string) => positions.get(id)?.y ?? 0;
  return [...new Set(ids)].sort((a, b) => height(a) - height(b) || compareText(a, b))[0];
}

function nearest(graph: Graph, positions: Positions, card: Card, direction: 'up' | 'down'): string | undefined {
  const own = positions.get(card.id);
  if (!own) return undefined;
  const sign = direction === 'down' ? 1 : -1;
  const candidates = graph.cards.flatMap((other) => {
    const at = positions.get(other.id);
    if (!at || other.id === card.id || (at.y - own.y) * sign <= 0) return [];
    return [{ other, cost: Math.abs(at.y - own.y) + 2 * Math.abs(at.x - own.x) }];
  });
  const best = candidates.sort((a, b) => a.cost - b.cost || compareText(a.other.id, b.other.id))[0]?.other;
  return best && direction === 'up' ? (best.rows.at(-1)?.id ?? best.id) : best?.id;
}
