import { type ApiSnapshot, refKey, type Traffic, weightedTargetsOf } from '@/lib/model';
import { findResource, refOf, resourcesOfKind } from './specs';
import type { Edge, Graph } from './types';

/** Figures of one arrow over the last minute. An arrow without them is "not known", never "0". */
export interface EdgeTraffic {
  requestsPerSecond: number;
  /** 0..1; absent when there was no request. */
  successRate?: number;
  p50Ms?: number;
  p99Ms?: number;
  /** Observed percentage of the route's requests; targets only. */
  share?: number;
}

/** good: at least 99 % of the requests succeed. attention: at least 95 %. bad: fewer. idle: no request was seen. */
export type Tone = 'good' | 'attention' | 'bad' | 'idle' | 'unknown';

const GOOD = 0.99;
const ATTENTION = 0.95;
const THIN = 1.5;
const THICK = 5.5;

/** Figures by edge id, as access logs and load reports tell; arrows that nothing reports are left out. */
export function overlayTraffic(graph: Graph, snapshot: ApiSnapshot, traffic: Traffic): Map<string, EdgeTraffic> {
  const overlay = new Map<string, EdgeTraffic>();
  const look = figuresOf(snapshot, traffic);
  for (const edge of graph.edges) {
    const figures = look(edge);
    if (figures) overlay.set(edge.id, figures);
  }
  return overlay;
}

/** How good an arrow's success rate is. */
export function toneOf(figures: EdgeTraffic | undefined): Tone {
  if (!figures) return 'unknown';
  if (figures.successRate === undefined) return 'idle';
  if (figures.successRate >= GOOD) return 'good';
  return figures.successRate >= ATTENTION ? 'attention' : 'bad';
}

/** An arrow's thickness in px: grows with the logarithm of its requests per second, so that 1 and 1,000 both show. */
export function thicknessOf(figures: EdgeTraffic | undefined): number {
  if (!figures || figures.requestsPerSecond <= 0) return THIN;
  return Math.min(THICK, THIN + Math.log10(1 + figures.requestsPerSecond) * 1.4);
}

type Figures = Pick<Traffic['edges'][number], 'requestsPerSecond' | 'successRate' | 'p50Ms' | 'p99Ms'>;

function figuresOf(snapshot: ApiSnapshot, traffic: Traffic): (edge: Edge) => EdgeTraffic | undefined {
  const calls = new Map(traffic.edges.map((seen) => [`${refKey(refOf(seen.caller))} ${seen.virtualService}`, seen]));
  const routes = new Map(traffic.routes.map((seen) => [routeKey(seen.virtualRouter, seen.route), seen]));
  const services = sumByService(traffic);
  const listeners = portsOfNodes(snapshot);
  return (edge) => {
    const to = nameOf(edge.to);
    if (edge.kind === 'backend' || edge.kind === 'undeclared') return pick(calls.get(`${edge.from.card} ${to}`));
    if (edge.kind === 'provider') return services.get(edge.owner.name);
    if (edge.kind === 'gatewayRoute') return pick(calls.get(`${edge.from.card} ${to}`));
    const seen = routes.get(routeKey(edge.owner.parent ?? '', edge.owner.name));
    const target = seen?.targets.find(
      (one) => one.virtualNode === to && one.port === (edge.port ?? listeners.get(to) ?? one.port),
    );
    return target && { ...pick(target), share: target.share * 100 };
  };
}

/** What all callers of a service report together: that is what its provider gets. */
function sumByService(traffic: Traffic): Map<string, EdgeTraffic> {
  const sums = new Map<string, EdgeTraffic>();
  for (const service of new Set(traffic.edges.map((seen) => seen.virtualService))) {
    sums.set(service, sumOf(traffic.edges.filter((seen) => seen.virtualService === service)));
  }
  return sums;
}

function sumOf(all: readonly Figures[]): EdgeTraffic {
  const requestsPerSecond = all.reduce((sum, one) => sum + one.requestsPerSecond, 0);
  const rated = all.filter((one) => one.successRate !== undefined);
  const weight = rated.reduce((sum, one) => sum + one.requestsPerSecond, 0);
  if (weight === 0) return { requestsPerSecond };
  const good = rated.reduce((sum, one) => sum + (one.successRate ?? 0) * one.requestsPerSecond, 0);
  return { requestsPerSecond, successRate: good / weight };
}

function pick(figures: Figures): EdgeTraffic;
function pick(figures: Figures | undefined): EdgeTraffic | undefined;
function pick(figures: Figures | undefined): EdgeTraffic | undefined {
  if (!figures) return undefined;
  const { requestsPerSecond, successRate, p50Ms, p99Ms } = figures;
  return {
    requestsPerSecond,
    ...(successRate !== undefined && { successRate }),
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p99Ms !== undefined && { p99Ms }),
  };
}

/** The only listener's port of each node that has one: a target without a port means it. */
function portsOfNodes(snapshot: ApiSnapshot): Map<string, number> {
  const ports = new Map<string, number>();
  for (const node of resourcesOfKind(snapshot, 'virtualNode')) {
    const [only, ...more] = node.spec.listeners ?? [];
    if (only && more.length === 0) ports.set(node.name, only.portMapping.port);
  }
  return ports;
}

const routeKey = (router: string, route: string) => refKey({ kind: 'route', parent: router, name: route });
const nameOf = (id: string) => decodeURIComponent(id.split('/')[2] ?? '');

/** Wanted and observed split of one route, in the order of its targets. */
export interface Split {
  targets: { virtualNode: string; port?: number; weight: number; observed?: EdgeTraffic }[];
  /** Requests that the observed split rests on; absent = nothing reports this route. */
  requests?: number;
}

/** The split of a route as stored, with what was observed beside it. */
export function splitOf(snapshot: ApiSnapshot, traffic: Traffic | undefined, router: string, route: string): Split {
  const resource = findResource(snapshot, { kind: 'route', parent: router, name: route });
  const seen = traffic?.routes.find((one) => one.virtualRouter === router && one.route === route);
  const ports = portsOfNodes(snapshot);
  const targets = weightedTargetsOf(resource?.spec ?? {}).map(({ virtualNode, port, weight }) => {
    const wanted = port ?? ports.get(virtualNode);
    const observed = seen?.targets.find(
      (one) => one.virtualNode === virtualNode && (wanted === undefined || one.port === wanted),
    );
    return {
      virtualNode,
      weight,
      ...(port !== undefined && { port }),
      ...(observed && { observed: { ...pick(observed), share: observed.share * 100 } }),
    };
  });
  return { targets, ...(seen && { requests: seen.requests }) };
}
