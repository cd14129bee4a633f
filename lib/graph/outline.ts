import type { ResourceRef } from '@/lib/model';
import type { Card, CardKind, Edge, Graph } from './types';

/** A line of the outline: the same content as the canvas, as an ordered tree. */
export interface OutlineItem {
  card: Card;
  rows: { id: string; ref: ResourceRef; order: number; match: string; leadsTo: Edge[] }[];
  leadsTo: Edge[];
  reachedFrom: Edge[];
}

/** Kinds in the order in which traffic goes through them. */
export const OUTLINE_ORDER: readonly CardKind[] = ['virtualGateway', 'virtualService', 'virtualRouter', 'virtualNode'];

/** The graph as a list by kind: each card with its rows, and with what it leads to and is reached from. */
export function outlineOf(graph: Graph): { kind: CardKind; items: OutlineItem[] }[] {
  return OUTLINE_ORDER.map((kind) => ({
    kind,
    items: graph.cards.filter((card) => card.kind === kind).map((card) => itemOf(card, graph)),
  }));
}

function itemOf(card: Card, graph: Graph): OutlineItem {
  return {
    card,
    rows: card.rows.map(({ id, ref, order, match }) => ({
      id,
      ref,
      order,
      match,
      leadsTo: graph.edges.filter((edge) => edge.from.row === id),
    })),
    leadsTo: graph.edges.filter((edge) => edge.from.card === card.id && edge.from.row === undefined),
    reachedFrom: graph.edges.filter((edge) => edge.to === card.id),
  };
}
