import {
  type ApiProxy,
  type ApiSnapshot,
  compareRoutes,
  type PortProtocol,
  refKey,
  type VirtualServiceSpec,
} from '@/lib/model';
import { matchSummary } from './route-parts';
import { childrenOf, compareText, findResource, refOf, resourcesOfKind, type Typed } from './specs';
import type { Card, CardKind, ListenerLabel, ProblemCount, Row } from './types';

const NO_PROBLEMS: ProblemCount = { error: 0, warning: 0, info: 0 };

/** One card for each gateway, service, router and node, sorted by id; routes are the rows of their parent's card. */
export function buildCards(snapshot: ApiSnapshot, proxies: readonly ApiProxy[]): Card[] {
  const problems = countProblems(snapshot);
  const seen = groupProxies(proxies);
  const base = (resource: Typed<CardKind>) => {
    const id = refKey(refOf(resource));
    return {
      id,
      kind: resource.kind,
      ref: refOf(resource),
      name: resource.name,
      ghost: false,
      rows: [],
      platform: '',
      listeners: [],
      problems: problems.get(id) ?? NO_PROBLEMS,
    } satisfies Card;
  };
  const rows = (kind: 'route' | 'gatewayRoute', parent: string) => rowsOf(snapshot, kind, parent, problems);
  const endpoints = new Map(snapshot.endpoints.map(({ virtualNode, ...known }) => [virtualNode, known]));
  return [
    ...resourcesOfKind(snapshot, 'virtualGateway').map((gateway): Card => {
      const card = base(gateway);
      return {
        ...card,
        ...seen(card.id),
        listeners: labels(gateway.spec.listeners),
        rows: rows('gatewayRoute', gateway.name),
      };
    }),
    ...resourcesOfKind(snapshot, 'virtualService').map(
      (service): Card => ({ ...base(service), listeners: providerListeners(snapshot, service.spec) }),
    ),
    ...resourcesOfKind(snapshot, 'virtualRouter').map(
      (router): Card => ({
        ...base(router),
        listeners: labels(router.spec.listeners),
        rows: rows('route', router.name),
      }),
    ),
    ...resourcesOfKind(snapshot, 'virtualNode').map((node): Card => {
      const card = base(node);
      const known = endpoints.get(node.name);
      return {
        ...card,
        ...seen(card.id),
        listeners: labels(node.spec.listeners),
        ...(known && { endpoints: known }),
      };
    }),
  ];
}

/** A card for something that is only named by others. */
export function ghostCard(kind: CardKind, name: string): Card {
  const ref = { kind, name };
  return {
    id: refKey(ref),
    kind,
    ref,
    name,
    ghost: true,
    listeners: [],
    rows: [],
    problems: { error: 1, warning: 0, info: 0 },
    platform: '',
  };
}

/** A service is reached on its provider's listeners. */
function providerListeners(snapshot: ApiSnapshot, spec: VirtualServiceSpec): ListenerLabel[] {
  const { virtualRouter, virtualNode } = spec.provider ?? {};
  const provider = virtualRouter
    ? findResource(snapshot, { kind: 'virtualRouter', name: virtualRouter.virtualRouterName })
    : virtualNode && findResource(snapshot, { kind: 'virtualNode', name: virtualNode.virtualNodeName });
  return labels(provider?.spec.listeners);
}

function rowsOf(
  snapshot: ApiSnapshot,
  kind: 'route' | 'gatewayRoute',
  parent: string,
  problems: ReadonlyMap<string, ProblemCount>,
): Row[] {
  return [...childrenOf(snapshot, kind, parent)].sort(compareRoutes).map((route, index) => {
    const ref = refOf(route);
    const id = refKey(ref);
    return { id, ref, order: index + 1, match: matchSummary(route.spec), problems: problems.get(id) ?? NO_PROBLEMS };
  });
}

function labels(listeners: readonly { portMapping: { protocol: PortProtocol; port: number } }[] = []): ListenerLabel[] {
  return listeners.map(({ portMapping: { protocol, port } }) => ({ protocol, port }));
}

function countProblems(snapshot: ApiSnapshot): Map<string, ProblemCount> {
  const counts = new Map<string, ProblemCount>();
  for (const problem of snapshot.problems) {
    const key = refKey(problem.resource);
    const count = counts.get(key) ?? { ...NO_PROBLEMS };
    count[problem.severity] += 1;
    counts.set(key, count);
  }
  return counts;
}

/** Looks up, by card id, what the proxies that stand for it tell: platforms, and how many are there. */
function groupProxies(proxies: readonly ApiProxy[]): (id: string) => Pick<Card, 'platform' | 'proxies'> {
  const groups = new Map<string, ApiProxy[]>();
  for (const proxy of proxies) {
    const key = refKey(proxy.resource);
    groups.set(key, [...(groups.get(key) ?? []), proxy]);
  }
  return (id) => {
    const group = groups.get(id) ?? [];
    const connected = group.filter((proxy) => proxy.state !== 'disconnected');
    const platforms = new Set(group.map((proxy) => proxy.platform).filter((platform) => platform !== ''));
    return {
      platform: [...platforms].sort(compareText).join('+'),
      proxies: {
        connected: connected.length,
        refused: connected.filter((proxy) => proxy.state === 'refused').length,
      },
    };
  };
}
