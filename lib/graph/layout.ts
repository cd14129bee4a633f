import type { ElkNode } from 'elkjs/lib/elk-api';
import { stableStringify } from '@/lib/util';
import { BLOCKS_ABOVE, layoutBlocks } from './block-layout';
import { stacksOf, toElk } from './elk-graph';
import { joinKnown, neighboursOf, spread } from './settle';
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

/**
 * Places for the cards that have none, from left to right; known cards stay where they are. Where most are known, only
 * the new ones and their neighbours are laid out, so that one more card costs the same in a mesh of any size.
 */
export async function layoutGraph(engine: LayoutEngine, graph: Graph, known: Positions): Promise<Map<string, Point>> {
  const kept = graph.cards.filter((card) => known.has(card.id));
  if (kept.length === graph.cards.length) return new Map();
  if (kept.length === 0) return idealOf(engine, graph);
  const part = kept.length * 2 < graph.cards.length ? graph : aroundNew(graph, known);
  const found = joinKnown(part, await idealOf(engine, part), known);
  const drawn = spread(graph, new Map([...known, ...found]));
  return new Map([...found.keys()].map((id) => [id, drawn.get(id) ?? { x: 0, y: 0 }]));
}

/** The cards without a place, what they lead to and come from, and the arrows between all these. */
function aroundNew(graph: Graph, known: Positions): Graph {
  const fresh = graph.cards.filter((card) => !known.has(card.id)).map((card) => card.id);
  const neighbours = neighboursOf(graph);
  const wanted = new Set([...fresh, ...fresh.flatMap((id) => neighbours.get(id) ?? [])]);
  return {
    cards: graph.cards.filter((card) => wanted.has(card.id)),
    edges: graph.edges.filter((edge) => wanted.has(edge.from.card) && wanted.has(edge.to)),
  };
}

async function idealOf(engine: LayoutEngine, graph: Graph): Promise<Map<string, Point>> {
  if (graph.cards.length > BLOCKS_ABOVE) return layoutBlocks(graph);
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
  return ideal;
}
