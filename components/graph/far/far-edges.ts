import type { Edge, Graph } from '@/lib/graph';

export interface FarEdgesInput {
  graph: Graph;
  /** Arrows of the graph that are in no hub's bundle. */
  single: readonly Edge[];
  /** Arrows that are elements of the page. */
  shown: ReadonlySet<string>;
  /** Arrows of the selection. */
  lit: ReadonlySet<string>;
}

/** Arrows that the canvas draws one by one, those of the selection last and also out of bundles. */
export function farEdges({ graph, single, shown, lit }: FarEdgesInput): Edge[] {
  const loose = single.filter(({ id }) => !shown.has(id) && !lit.has(id));
  if (lit.size === 0) return loose;
  return [...loose, ...graph.edges.filter(({ id }) => lit.has(id) && !shown.has(id))];
}
