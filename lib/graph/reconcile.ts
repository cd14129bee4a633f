import type { Graph } from './types';

/**
 * The new graph, with every card and arrow that did not change taken over from the old one as the same object: what is
 * drawn from them then need not be drawn again. Returns the old graph when nothing changed.
 */
export function reconcile(before: Graph | undefined, after: Graph): Graph {
  if (!before) return after;
  const cards = keepEqual(before.cards, after.cards);
  const edges = keepEqual(before.edges, after.edges);
  if (same(cards, before.cards) && same(edges, before.edges)) return before;
  return { cards, edges };
}

function keepEqual<T extends { id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Map(before.map((item) => [item.id, item]));
  return after.map((item) => {
    const old = known.get(item.id);
    return old && equal(old, item) ? old : item;
  });
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Whether two values of plain data are the same; members that are undefined count as absent. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => equal(Reflect.get(a, key), Reflect.get(b, key)));
}
