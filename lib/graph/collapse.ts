import type { Edge, Graph } from './types';

/**
 * The graph without routers, for reading: each service points at the nodes that its router's routes lead to. A
 * percentage stays only where the router has a single route, since shares of several routes cannot be added up.
 */
export function collapseRouters(graph: Graph): Graph {
  const routers = new Map(graph.cards.filter((card) => card.kind === 'virtualRouter').map((card) => [card.id, card]));
  const used = new Set(graph.edges.filter((edge) => routers.has(edge.to)).map((edge) => edge.to));
  const hidden = (id: string) => used.has(id) && !routers.get(id)?.ghost;
  const kept = graph.edges.filter((edge) => !hidden(edge.to) && !hidden(edge.from.card));
  const merged = graph.edges
    .filter((edge) => edge.kind === 'provider' && hidden(edge.to))
    .flatMap((provider) => {
      const targets = graph.edges.filter((edge) => edge.from.card === provider.to);
      const single = routers.get(provider.to)?.rows.length === 1;
      return mergeTargets(provider, targets, single);
    });
  return { cards: graph.cards.filter((card) => !hidden(card.id)), edges: [...kept, ...merged] };
}

function mergeTargets(provider: Edge, targets: readonly Edge[], single: boolean): Edge[] {
  const byNode = new Map<string, Edge[]>();
  for (const target of targets) byNode.set(target.to, [...(byNode.get(target.to) ?? []), target]);
  return [...byNode].map(([to, group]) => {
    const percent = group.reduce((sum, edge) => sum + (edge.percent ?? 0), 0);
    return {
      id: `collapsed|${provider.from.card}|${to}`,
      kind: 'target',
      from: provider.from,
      to,
      owner: single && group[0] ? group[0].owner : provider.owner,
      broken: group.every((edge) => edge.broken),
      ...(single && group.some((edge) => edge.percent !== undefined) && { percent }),
    };
  });
}
