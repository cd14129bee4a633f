import type { ApiProxy, ApiSnapshot, Kind, Traffic } from '@/lib/model';
import { buildCards, ghostCard } from './cards';
import { collapseRouters } from './collapse';
import { buildEdges, undeclaredEdges } from './edges';
import { compareText } from './specs';
import type { Card, CardKind, Graph } from './types';

/** What the canvas is drawn from. Only the snapshot must be there; proxies and traffic may come later. */
export interface GraphInput {
  snapshot: ApiSnapshot;
  proxies?: readonly ApiProxy[];
  traffic?: Traffic;
  /** Hides routers: services point at the nodes themselves. */
  collapsed?: boolean;
}

/** The mesh as cards and arrows, in an order of its own: the same mesh gives the same graph. */
export function buildGraph(input: GraphInput): Graph {
  const declared = buildEdges(input.snapshot);
  const cards = buildCards(input.snapshot, input.proxies ?? []);
  const known = new Set(cards.map((card) => card.id));
  const seen = undeclaredEdges(input.traffic, declared).filter((edge) => known.has(edge.from.card));
  const edges = [...declared, ...seen].filter((edge) => known.has(edge.from.card));
  const graph = { cards: [...cards, ...ghosts(edges, known)].sort(byId), edges: unique(edges).sort(byId) };
  return input.collapsed ? collapseRouters(graph) : graph;
}

function ghosts(edges: Graph['edges'], known: ReadonlySet<string>): Card[] {
  const missing = new Set(edges.map((edge) => edge.to).filter((to) => !known.has(to)));
  return [...missing].map((id) => {
    const [kind, , name] = id.split('/') as [Kind & CardKind, string, string];
    return ghostCard(kind, decodeURIComponent(name));
  });
}

function unique(edges: Graph['edges']): Graph['edges'][number][] {
  return [...new Map(edges.map((edge) => [edge.id, edge])).values()];
}

const byId = (a: { id: string }, b: { id: string }) => compareText(a.id, b.id);
