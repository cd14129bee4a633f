import type { Card, Edge, Graph, Mark, Row } from './types';

/**
 * The graph of a mesh as a draft would have it, with marks at all that differs from live. What the draft removes stays
 * in the picture with its mark. `markOf` tells what the draft does to a resource, by `refKey`.
 */
export function markDraft(live: Graph, draft: Graph, markOf: (id: string) => Mark | undefined): Graph {
  const before = new Map(live.cards.map((card) => [card.id, card]));
  const after = new Set(draft.cards.map((card) => card.id));
  const cards = draft.cards.map((card) => markCard(card, before.get(card.id), markOf));
  const gone = live.cards
    .filter((card) => !after.has(card.id))
    .map((card): Card => ({ ...card, mark: 'removed', rows: card.rows.map((row) => ({ ...row, mark: 'removed' })) }));
  return { cards: [...cards, ...gone].sort(byId), edges: markEdges(live.edges, draft.edges) };
}

function markCard(card: Card, before: Card | undefined, markOf: (id: string) => Mark | undefined): Card {
  const mark = markOf(card.id);
  const kept = new Set(card.rows.map((row) => row.id));
  const rows = card.rows.map((row) => withMark(row, markOf(row.id)));
  const gone = (before?.rows ?? []).filter((row) => !kept.has(row.id));
  const removed = gone.map((row): Row => ({ ...row, mark: 'removed' }));
  if (removed.length === 0 && rows.every((row, i) => row === card.rows[i])) return withMark(card, mark);
  return withMark({ ...card, rows: [...rows, ...removed] }, mark);
}

function markEdges(live: readonly Edge[], draft: readonly Edge[]): Edge[] {
  const before = new Map(live.map((edge) => [edge.id, edge]));
  const after = new Set(draft.map((edge) => edge.id));
  const there = draft.map((edge): Edge => {
    const old = before.get(edge.id);
    // Calls that were seen are of the live mesh, whatever the draft says.
    if (edge.kind === 'undeclared') return edge;
    if (!old) return { ...edge, mark: 'added' };
    if (old.weight === edge.weight && old.percent === edge.percent) return edge;
    const { weight, percent } = old;
    const was = { ...(weight !== undefined && { weight }), ...(percent !== undefined && { percent }) };
    return { ...edge, mark: 'changed', was };
  });
  const gone = live
    .filter((edge) => !after.has(edge.id) && edge.kind !== 'undeclared')
    .map((edge): Edge => ({ ...edge, mark: 'removed' }));
  return [...there, ...gone].sort(byId);
}

function withMark<T extends { mark?: Mark }>(item: T, mark: Mark | undefined): T {
  return mark ? { ...item, mark } : item;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
