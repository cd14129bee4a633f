import type { ResourceRef } from '@/lib/model';
import type { Graph } from './types';

/** Something that a search finds: a card, or a route inside one. */
export interface Found {
  id: string;
  ref: ResourceRef;
  /** The condition of a route. */
  match?: string;
}

/** Cards and routes whose name or condition holds the text; names that begin with it come first. */
export function findInGraph(graph: Graph, text: string): Found[] {
  const wanted = text.trim().toLowerCase();
  const all = graph.cards.flatMap((card): Found[] => [
    { id: card.id, ref: card.ref },
    ...card.rows.map(({ id, ref, match }) => ({ id, ref, match })),
  ]);
  if (wanted === '') return all;
  const rank = ({ ref, match }: Found) => {
    const at = ref.name.toLowerCase().indexOf(wanted);
    if (at >= 0) return at === 0 ? 0 : 1;
    return match?.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return all
    .map((found) => ({ found, rank: rank(found) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || (a.found.ref.name < b.found.ref.name ? -1 : 1))
    .map((one) => one.found);
}
