import type { CardKind, Graph } from './types';

/** Ways go on through these: what a node calls is the node behind the service and its router. */
const ON_THE_WAY: ReadonlySet<CardKind> = new Set<CardKind>(['virtualService', 'virtualRouter']);

/**
 * The part of the graph around a card: every way from it and to it as far as the next node or gateway. Undefined for a
 * card that is not there.
 */
export function aroundCard(graph: Graph, id: string): Graph | undefined {
  const kinds = new Map(graph.cards.map((card) => [card.id, card.kind]));
  if (!kinds.has(id)) return undefined;
  const forwards = linksOf(graph, (edge) => [edge.from.card, edge.to]);
  const backwards = linksOf(graph, (edge) => [edge.to, edge.from.card]);
  const wanted = new Set([id]);
  for (const links of [forwards, backwards]) {
    const queue = [id];
    const seen = new Set(queue);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const kind = kinds.get(next);
      if (next !== id && (!kind || !ON_THE_WAY.has(kind))) continue;
      for (const other of links.get(next) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        wanted.add(other);
        queue.push(other);
      }
    }
  }
  return {
    cards: graph.cards.filter((card) => wanted.has(card.id)),
    edges: graph.edges.filter((edge) => wanted.has(edge.from.card) && wanted.has(edge.to)),
  };
}

function linksOf(graph: Graph, ends: (edge: Graph['edges'][number]) => [string, string]): Map<string, string[]> {
  const links = new Map<string, string[]>();
  for (const edge of graph.edges) {
    const [from, to] = ends(edge);
    const list = links.get(from);
    if (list) list.push(to);
    else links.set(from, [to]);
  }
  return links;
}
