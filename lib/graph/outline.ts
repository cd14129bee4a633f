import type { ResourceRef } from '@/lib/model';
import type { Card, CardKind, Edge, Graph, Mark } from './types';

/** A line of the outline: the same content as the canvas, as an ordered tree. */
export interface OutlineItem {
  card: Card;
  rows: { id: string; ref: ResourceRef; order: number; match: string; mark?: Mark; leadsTo: Edge[] }[];
  leadsTo: Edge[];
  reachedFrom: Edge[];
}

/** Kinds in the order in which traffic goes through them. */
export const OUTLINE_ORDER: readonly CardKind[] = ['virtualGateway', 'virtualService', 'virtualRouter', 'virtualNode'];

/** The graph as a list by kind: each card with its rows, and with what it leads to and is reached from. */
export function outlineOf(graph: Graph): { kind: CardKind; items: OutlineItem[] }[] {
  const leaving = groupBy(graph.edges, (edge) => edge.from.row ?? edge.from.card);
  const arriving = groupBy(graph.edges, (edge) => edge.to);
  const itemOf = (card: Card): OutlineItem => ({
    card,
    rows: card.rows.map(({ id, ref, order, match, mark }) => ({
      ...{ id, ref, order, match },
      ...(mark && { mark }),
      leadsTo: leaving.get(id) ?? [],
    })),
    leadsTo: leaving.get(card.id) ?? [],
    reachedFrom: arriving.get(card.id) ?? [],
  });
  return OUTLINE_ORDER.map((kind) => ({
    kind,
    items: graph.cards.filter((card) => card.kind === kind).map(itemOf),
  }));
}

function groupBy(edges: readonly Edge[], keyOf: (edge: Edge) => string): Map<string, Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group) group.push(edge);
    else groups.set(keyOf(edge), [edge]);
  }
  return groups;
}
