import type { Graph } from './types';

/** What belongs to a selection: its arrows, and the cards at their far ends. */
export interface Highlight {
  edges: ReadonlySet<string>;
  cards: ReadonlySet<string>;
}

/** No selection. */
export const NO_HIGHLIGHT: Highlight = { edges: new Set(), cards: new Set() };

/** A route shows where it leads; any other resource, what reaches it and what it reaches. */
export function highlightOf(graph: Graph, selected: string | undefined): Highlight {
  if (selected === undefined) return NO_HIGHLIGHT;
  const edges = graph.edges.filter((edge) =>
    edge.from.row === undefined
      ? edge.from.card === selected || edge.to === selected
      : edge.from.row === selected || edge.from.card === selected || edge.to === selected,
  );
  return {
    edges: new Set(edges.map((edge) => edge.id)),
    cards: new Set(edges.flatMap((edge) => [edge.from.card, edge.to])),
  };
}

/** The card that shows a resource: its own, or its parent's for a route. Undefined when nothing shows it. */
export function cardOf(graph: Graph, id: string): string | undefined {
  return graph.cards.find((card) => card.id === id || card.rows.some((row) => row.id === id))?.id;
}
