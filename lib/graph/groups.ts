import type { ApiSnapshot } from '@/lib/model';
import { around } from './card-index';
import { type Box, boxAt } from './cell-grid';
import { sizeOf } from './sizes';
import { compareText, findResource } from './specs';
import type { Card, Graph, Point, Positions } from './types';

/** By what cards are put together. */
export type Grouping = 'namespace' | 'platform';

/** A part of the picture with a name; empty = of what belongs nowhere. */
export interface GroupFrame {
  label: string;
  box: Box;
}

/**
 * The group of each card. Namespace: where Cloud Map or DNS finds a node, the domain of a service's name. Platform: what
 * the proxies of a node or gateway tell. Routers go with their service, services with what they lead to.
 */
export function groupsOf(graph: Graph, snapshot: ApiSnapshot, by: Grouping): Map<string, string> {
  const own = new Map(
    graph.cards.map((card) => [card.id, by === 'platform' ? card.platform : namespaceOf(card, snapshot)]),
  );
  const leadsTo = new Map<string, string[]>();
  const usedBy = new Map<string, string[]>();
  for (const edge of graph.edges) {
    if (edge.kind === 'provider') push(usedBy, edge.to, edge.from.card);
    if (edge.kind === 'provider' || edge.kind === 'target') push(leadsTo, edge.from.card, edge.to);
  }
  const labelOf = (id: string, depth: number): string => {
    const label = own.get(id);
    if (label || depth === 0) return label ?? '';
    const users = by === 'namespace' ? (usedBy.get(id) ?? []) : [];
    const labels = new Set(
      [...users, ...(leadsTo.get(id) ?? [])].map((other) => labelOf(other, depth - 1)).filter(Boolean),
    );
    return labels.size === 1 ? ([...labels][0] ?? '') : '';
  };
  return new Map(graph.cards.map((card) => [card.id, labelOf(card.id, 2)]));
}

function namespaceOf(card: Card, snapshot: ApiSnapshot): string {
  if (card.kind === 'virtualService') return domainOf(card.name);
  if (card.kind !== 'virtualNode') return '';
  const { awsCloudMap, dns } =
    findResource(snapshot, { kind: 'virtualNode', name: card.name })?.spec.serviceDiscovery ?? {};
  return awsCloudMap?.namespaceName ?? (dns ? domainOf(dns.hostname) : '');
}

/** What follows the first label of a host name. */
function domainOf(name: string): string {
  const at = name.indexOf('.');
  return at < 0 ? '' : name.slice(at + 1);
}

const GAP = 28;
const BAND_GAP = 72;
const PADDING = 28;
/** Room for the label above a group's cards. */
const LABEL = 34;

/** The graph in bands, one for each group: columns stay as the layout has them, and in each band cards move together. */
export function layoutGroups(graph: Graph, ideal: Positions, groups: ReadonlyMap<string, string>) {
  const positions = new Map<string, Point>();
  const frames: GroupFrame[] = [];
  const members = new Map<string, Card[]>();
  for (const card of graph.cards) push(members, groups.get(card.id) ?? '', card);
  let top = 0;
  for (const [label, cards] of [...members].sort(
    ([a], [b]) => Number(a === '') - Number(b === '') || compareText(a, b),
  )) {
    const placed = band(cards, ideal, top + PADDING + LABEL);
    for (const [id, at] of placed) positions.set(id, at);
    const inner = cards.map((card) => boxAt(placed.get(card.id) ?? { x: 0, y: top }, sizeOf(card))).reduce(around);
    const box = {
      left: inner.left - PADDING,
      top,
      right: inner.right + PADDING,
      bottom: inner.bottom + PADDING,
    };
    frames.push({ label, box });
    top = box.bottom + BAND_GAP;
  }
  return { positions, frames };
}

/** Cards of one group, column by column, each column from the top. */
function band(cards: readonly Card[], ideal: Positions, top: number): Map<string, Point> {
  const columns = new Map<number, number>();
  const place = (card: Card) => ideal.get(card.id) ?? { x: 0, y: 0 };
  const sorted = [...cards].sort((a, b) => place(a).y - place(b).y || compareText(a.id, b.id));
  return new Map(
    sorted.map((card): [string, Point] => {
      const { width, height } = sizeOf(card);
      const { x } = place(card);
      const column = Math.round((x + width / 2) / 120);
      const y = Math.max(...[column - 1, column, column + 1].map((near) => columns.get(near) ?? top));
      columns.set(column, y + height + GAP);
      return [card.id, { x, y }];
    }),
  );
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
