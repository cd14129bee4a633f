import type { ElkNode } from 'elkjs/lib/elk-api';
import { stableStringify } from '@/lib/util';
import { stacksOf, toElk } from './elk-graph';
import { settle } from './settle';
import { sizeOf } from './sizes';
import type { Graph, Point, Positions } from './types';

/** What runs the layout: elk itself, or a worker that holds it. */
export interface LayoutEngine {
  layout(graph: ElkNode): Promise<ElkNode>;
}

/** Nobody has a place yet. */
export const NO_POSITIONS: Positions = new Map();

/**
 * A text that changes exactly when a new layout is needed: cards that come, go or change their size, arrows that come
 * or go. Weights, names of conditions, problems and traffic do not count.
 */
export function layoutKey(graph: Graph): string {
  return stableStringify([
    graph.cards.map((card) => [card.id, sizeOf(card).height, card.rows.map((row) => row.id)]),
    graph.edges.filter((edge) => edge.kind !== 'undeclared').map((edge) => [edge.from.row ?? edge.from.card, edge.to]),
  ]);
}

/** Lays the graph out from left to right, and keeps the cards that already had a place where they were. */
export async function layoutGraph(engine: LayoutEngine, graph: Graph, known: Positions): Promise<Map<string, Point>> {
  const stacks = stacksOf(graph);
  const answer = await engine.layout(toElk(graph, stacks));
  const corners = new Map((answer.children ?? []).map((child) => [child.id, { x: child.x ?? 0, y: child.y ?? 0 }]));
  const ideal = new Map<string, Point>();
  for (const stack of stacks) {
    const corner = corners.get(stack.id) ?? { x: 0, y: 0 };
    for (const { card, at } of stack.cards) {
      ideal.set(card.id, { x: Math.round(corner.x + at.x), y: Math.round(corner.y + at.y) });
    }
  }
  return settle(graph, ideal, known);
}
