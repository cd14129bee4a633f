import { type Stack, stacksOf } from './elk-graph';
import { sizeOf } from './sizes';
import type { Card, Graph, Point } from './types';

/** Above this many cards layers say nothing any more, and finding them takes elk minutes where services call in circles. */
export const BLOCKS_ABOVE = 150;

const CARD_GAP = 28;
const ACROSS = 104;
const BLOCK_GAP = 56;
const COLUMN_GAP = 140;

interface Block {
  stack: Stack;
  /** Nodes behind the service, right of it. */
  nodes: Card[];
  width: number;
  height: number;
}

/**
 * Places for a large mesh, at once: each service with its router and, right of it, the nodes that answer for it; what is
 * connected follows one another in columns. Everything else stands by itself, first.
 */
export function layoutBlocks(graph: Graph): Map<string, Point> {
  const blocks = inOrder(graph, blocksOf(graph));
  const total = blocks.reduce((sum, block) => sum + block.height + BLOCK_GAP, 0);
  const width = Math.max(1, ...blocks.map((block) => block.width)) + COLUMN_GAP;
  const limit = Math.max(Math.sqrt(total * width) * 0.8, ...blocks.map((block) => block.height));
  const places = new Map<string, Point>();
  let x = 0;
  let y = 0;
  let widest = 0;
  for (const block of blocks) {
    if (y > 0 && y + block.height > limit) {
      x += widest + COLUMN_GAP;
      y = 0;
      widest = 0;
    }
    for (const { card, at } of block.stack.cards) places.set(card.id, { x: Math.round(x + at.x), y: y + at.y });
    let top = y;
    for (const card of block.nodes) {
      places.set(card.id, { x: Math.round(x + block.stack.width + ACROSS), y: top });
      top += sizeOf(card).height + CARD_GAP;
    }
    widest = Math.max(widest, block.width);
    y += block.height + BLOCK_GAP;
  }
  return places;
}

function blocksOf(graph: Graph): Block[] {
  const cards = new Map(graph.cards.map((card) => [card.id, card]));
  const behind = new Map<string, string[]>();
  for (const edge of graph.edges) {
    if (edge.kind !== 'target' && edge.kind !== 'provider') continue;
    if (cards.get(edge.to)?.kind !== 'virtualNode') continue;
    behind.set(edge.from.card, [...(behind.get(edge.from.card) ?? []), edge.to]);
  }
  const taken = new Set<string>();
  const stacks = stacksOf(graph).filter(({ cards: [first] }) => first?.card.kind !== 'virtualNode');
  const blocks = stacks.map((stack): Block => {
    const nodes = stack.cards.flatMap(({ card }) => behind.get(card.id) ?? []).flatMap((id) => take(id, cards, taken));
    return blockOf(stack, nodes);
  });
  const alone = stacksOf(graph).filter(
    ({ cards: [first] }) => first && first.card.kind === 'virtualNode' && !taken.has(first.card.id),
  );
  return [...alone.map((stack) => blockOf(stack, [])), ...blocks];
}

/** A node stands with the first service that leads to it. */
function take(id: string, cards: ReadonlyMap<string, Card>, taken: Set<string>): Card[] {
  const card = cards.get(id);
  if (!card || taken.has(id)) return [];
  taken.add(id);
  return [card];
}

function blockOf(stack: Stack, nodes: Card[]): Block {
  const right = nodes.reduce((sum, card) => sum + sizeOf(card).height + CARD_GAP, -CARD_GAP);
  const across = nodes.length === 0 ? 0 : ACROSS + Math.max(...nodes.map((card) => sizeOf(card).width));
  return { stack, nodes, width: stack.width + across, height: Math.max(stack.height, right) };
}

/** Blocks by the way that traffic takes, from those that nothing leads to. */
function inOrder(graph: Graph, blocks: readonly Block[]): Block[] {
  const blockOfCard = new Map<string, Block>();
  for (const block of blocks) {
    for (const { card } of block.stack.cards) blockOfCard.set(card.id, block);
    for (const card of block.nodes) blockOfCard.set(card.id, block);
  }
  const next = new Map<Block, Set<Block>>();
  const reached = new Set<Block>();
  for (const edge of graph.edges) {
    const from = blockOfCard.get(edge.from.card);
    const to = blockOfCard.get(edge.to);
    if (!from || !to || from === to) continue;
    next.set(from, (next.get(from) ?? new Set()).add(to));
    reached.add(to);
  }
  const ordered = new Set<Block>();
  const starts = [...blocks.filter((block) => !reached.has(block)), ...blocks];
  for (const start of starts) {
    const queue = [start];
    for (let block = queue.shift(); block; block = queue.shift()) {
      if (ordered.has(block)) continue;
      ordered.add(block);
      queue.push(...(next.get(block) ?? []));
    }
  }
  return [...ordered];
}
