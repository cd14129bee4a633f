import type { Card, CardKind, Edge, Graph, Row } from './types';

/** Kinds in the order in which traffic goes through them. */
export const OUTLINE_ORDER: readonly CardKind[] = ['virtualGateway', 'virtualService', 'virtualRouter', 'virtualNode'];

interface Line {
  id: string;
  /** Depth in the tree, from 1. */
  level: number;
  /** Place among its siblings, from 1, and how many they are. */
  place: number;
  of: number;
  /** Absent for lines without others below them. */
  expanded?: boolean;
  /** Id of the line above it in the tree. */
  parent?: string;
}

/** One line of the outline: a kind, a card, a route inside it, or an arrow that leaves one of them. */
export type OutlineLine = Line &
  (
    | { type: 'kind'; kind: CardKind; count: number }
    | { type: 'card'; card: Card; reachedFrom: readonly Edge[] }
    | { type: 'route'; card: Card; row: Row }
    | { type: 'edge'; edge: Edge }
  );

/**
 * The graph as an ordered tree, line by line as it is read: kinds, their cards, routes in the order in which they are
 * tried, arrows. What lies below a folded line is left out.
 */
export function outlineOf(graph: Graph, folded: ReadonlySet<string>): OutlineLine[] {
  const leaving = groupBy(graph.edges, (edge) => edge.from.row ?? edge.from.card);
  const arriving = groupBy(graph.edges, (edge) => edge.to);
  const lines: OutlineLine[] = [];
  /** Adds a line; answers whether what is below it shows. */
  const add = (line: OutlineLine, hasMore: boolean): boolean => {
    const expanded = !folded.has(line.id);
    lines.push(hasMore ? { ...line, expanded } : line);
    return hasMore && expanded;
  };
  const addEdges = (parent: string, level: number) => {
    const edges = leaving.get(parent) ?? [];
    edges.forEach((edge, index) => {
      const id = `edge ${edge.id}`;
      lines.push({ type: 'edge', id, edge, level, place: index + 1, of: edges.length, parent });
    });
  };
  const addCard = (card: Card, at: { place: number; of: number; parent: string }) => {
    const { id, rows } = card;
    const hasMore = rows.length > 0 || leaving.has(id);
    const line = { type: 'card', id, card, reachedFrom: arriving.get(id) ?? [], level: 2, ...at } as const;
    if (!add(line, hasMore)) return;
    rows.forEach((row, index) => {
      const place = { level: 3, place: index + 1, of: rows.length, parent: id };
      if (add({ type: 'route', id: row.id, card, row, ...place }, leaving.has(row.id))) addEdges(row.id, 4);
    });
    addEdges(id, 3);
  };
  OUTLINE_ORDER.forEach((kind, index) => {
    const cards = graph.cards.filter((card) => card.kind === kind);
    const line = {
      type: 'kind',
      id: kind,
      kind,
      count: cards.length,
      level: 1,
      place: index + 1,
      of: OUTLINE_ORDER.length,
    } as const;
    if (!add(line, cards.length > 0)) return;
    cards.forEach((card, at) => {
      addCard(card, { place: at + 1, of: cards.length, parent: kind });
    });
  });
  return lines;
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
