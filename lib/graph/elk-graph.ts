import type { ElkExtendedEdge, ElkNode, ElkPort, LayoutOptions } from 'elkjs/lib/elk-api';
import { dockOffset, rowOffset, STACK_GAP, sizeOf } from './sizes';
import { compareText } from './specs';
import type { Card, Edge, Graph, Point } from './types';

const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.componentComponent': '48',
  'elk.layered.spacing.nodeNodeBetweenLayers': '104',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.edgeRouting': 'SPLINES',
};

/**
 * Cards that are laid out as one: a router with the only service that it provides above it, so that the name callers
 * use and the routes behind it stay together. Everything else stands alone, also a router that several services share.
 */
export interface Stack {
  id: string;
  /** From top to bottom, with the place of each inside the stack. */
  cards: readonly { card: Card; at: Point }[];
  width: number;
  height: number;
}

/** All stacks of a graph, sorted by id. */
export function stacksOf(graph: Graph): Stack[] {
  const routerOf = new Map(soleProviders(graph).map((edge) => [edge.from.card, edge.to]));
  const members = new Map<string, Card[]>();
  for (const card of graph.cards) {
    const id = routerOf.get(card.id) ?? card.id;
    members.set(id, [...(members.get(id) ?? []), card]);
  }
  return [...members].sort(([a], [b]) => compareText(a, b)).map(([id, group]) => stack(id, group));
}

/** Providers that are a router which no other service shares. */
function soleProviders(graph: Graph): Edge[] {
  const routers = new Set(graph.cards.filter((card) => card.kind === 'virtualRouter').map((card) => card.id));
  const providers = graph.edges.filter((edge) => edge.kind === 'provider' && routers.has(edge.to));
  const users = new Map<string, number>();
  for (const edge of providers) users.set(edge.to, (users.get(edge.to) ?? 0) + 1);
  return providers.filter((edge) => users.get(edge.to) === 1);
}

function stack(id: string, group: readonly Card[]): Stack {
  const ordered = [...group].sort((a, b) => Number(a.id === id) - Number(b.id === id) || compareText(a.id, b.id));
  const width = Math.max(...ordered.map((card) => sizeOf(card).width));
  let y = 0;
  const placed = ordered.map((card) => {
    const size = sizeOf(card);
    const at = { x: (width - size.width) / 2, y };
    y += size.height + STACK_GAP;
    return { card, at };
  });
  return { id, cards: placed, width, height: y - STACK_GAP };
}

/** The graph as elk takes it: a box for each stack, with a port wherever an arrow docks. */
export function toElk(graph: Graph, stacks: readonly Stack[]): ElkNode {
  const stackOf = new Map(stacks.flatMap((one) => one.cards.map(({ card }) => [card.id, one.id] as const)));
  const edges = graph.edges.flatMap((edge): ElkExtendedEdge[] => {
    const from = stackOf.get(edge.from.card);
    const to = stackOf.get(edge.to);
    if (from === undefined || to === undefined || from === to || edge.kind === 'undeclared') return [];
    return [{ id: edge.id, sources: [`out ${edge.from.row ?? edge.from.card}`], targets: [`in ${edge.to}`] }];
  });
  return {
    id: 'mesh',
    layoutOptions: OPTIONS,
    children: stacks.map((one) => ({
      id: one.id,
      width: one.width,
      height: one.height,
      ports: one.cards.flatMap(({ card, at }) => portsOf(card, at)),
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    })),
    edges,
  };
}

function portsOf(card: Card, at: Point): ElkPort[] {
  const port = (id: string, side: 'WEST' | 'EAST', offset: Point): ElkPort => ({
    id,
    width: 0,
    height: 0,
    x: at.x + offset.x,
    y: at.y + offset.y,
    layoutOptions: { 'elk.port.side': side },
  });
  return [
    port(`in ${card.id}`, 'WEST', dockOffset(card, 'in')),
    port(`out ${card.id}`, 'EAST', dockOffset(card, 'out')),
    ...card.rows.map((row) => port(`out ${row.id}`, 'EAST', rowOffset(card, row.id) ?? { x: 0, y: 0 })),
  ];
}
