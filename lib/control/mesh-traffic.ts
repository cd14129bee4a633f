import { type FigureSum, FigureWindow, type Sample } from '@/lib/metrics';
import {
  parseAccessLogName,
  parseEgressClusterName,
  parseRouteTagName,
  parseTcpRouteClusterName,
  type ResourceRef,
  refKey,
  type SeenCall,
  type Traffic,
} from '@/lib/model';
import type { AccessEntry, ClusterLoad } from '@/lib/xds';
import { didFail } from './request-outcome';
import { MeshHistory } from './traffic-history';

/** Seconds of traffic that are kept. */
export const WINDOW_SECONDS = 60;

type Caller = ResourceRef<'virtualNode' | 'virtualGateway'>;
/** Who sent a report: the resource it stands for, and its identity key, which replicas may share. */
export interface Reporter {
  resource: Caller;
  identity: string;
}

interface Target {
  virtualNode: string;
  port: number;
  window: FigureWindow;
}

interface RouteWindow {
  virtualRouter: string;
  route: string;
  /** The split is counted since the route's last change, ms since the epoch; older requests went another way. */
  since: number;
  /** Requests that reached no target: no weight, or no cluster. */
  untargeted: FigureWindow;
  targets: Map<string, Target>;
}

/** Which target of a TCP route a host belongs to, when several share one cluster; undefined when none does. */
export type TargetOfHost = (
  route: { virtualRouter: string; route: string },
  host: string,
) => { virtualNode: string; port: number } | undefined;

/** What the mesh has. A proxy may log whatever it likes: only what is in the mesh is counted, so that memory is bounded. */
export interface MeshNames {
  virtualService(name: string): boolean;
  route(virtualRouter: string, route: string): boolean;
  virtualNode(name: string): boolean;
}

const ANY_NAME: MeshNames = { virtualService: () => true, route: () => true, virtualNode: () => true };

/** What a reader knows of the proxies: only they can tell a silence from a missing report. */
export interface Coverage {
  /** Since when a proxy of this resource has been connected; undefined while none is. */
  connectedSince(resource: Caller): number | undefined;
  /** Whether the mesh still has this virtual service. */
  hasService(virtualService: string): boolean;
}

/**
 * Real requests of the last minute in one mesh, from what proxies report and nothing else: no figure is ever computed
 * from weights or other wishes. Times of arrival count, as the proxies' clocks may differ.
 */
export class MeshTraffic {
  readonly #edges = new Map<string, { caller: Caller; virtualService: string; window: FigureWindow }>();
  readonly #routes = new Map<string, RouteWindow>();
  readonly #loads = new Map<string, { caller: Caller; target: Target }>();
  readonly #proxies = new Map<string, FigureWindow>();
  /** The same requests over a longer time. */
  readonly history = new MeshHistory();

  constructor(
    private readonly mesh: string,
    private readonly targetOfHost: TargetOfHost = () => undefined,
    private readonly names: MeshNames = ANY_NAME,
  ) {}

  /** Takes what one proxy logged. `logName` tells the direction. */
  logged(reporter: Reporter, logName: string, entries: readonly AccessEntry[], at: number): void {
    const log = parseAccessLogName(logName);
    if (!log) return;
    const proxy = entryOf(this.#proxies, reporter.identity, () => new FigureWindow(WINDOW_SECONDS));
    for (const entry of entries) {
      const sample = { at, failed: didFail(entry), weight: entry.weight };
      proxy.add(sample);
      if (log.direction !== 'egress') continue;
      this.#egress(reporter.resource, entry, { ...sample, durationMs: entry.durationMs });
    }
  }

  /** Takes a load report: it knows targets, not routes or services. */
  loaded(reporter: Reporter, clusters: readonly ClusterLoad[], at: number): void {
    for (const load of clusters) {
      const target = parseEgressClusterName(this.mesh, load.cluster);
      if (!target || !this.names.virtualNode(target.virtualNode)) continue;
      const key = `${refKey(reporter.resource)} ${target.virtualNode}:${target.port}`;
      const { window } = entryOf(this.#loads, key, () => ({
        caller: reporter.resource,
        target: newTarget(target),
      })).target;
      if (load.successful > 0) window.add({ at, failed: false, weight: load.successful });
      if (load.errors > 0) window.add({ at, failed: true, weight: load.errors });
    }
  }

  /** A route changed at `at`: its split starts anew. */
  routeChanged(virtualRouter: string, route: string, at: number): void {
    this.#routes.set(routeKey(virtualRouter, route), newRoute(virtualRouter, route, at));
  }

  /** Figures of one proxy; undefined when nothing came from it in the last minute. */
  proxy(identity: string, now: number): FigureSum | undefined {
    const sum = this.#proxies.get(identity)?.sum(now);
    return sum && sum.requests > 0 ? sum : undefined;
  }

  /** Who called which virtual service within the last minute. */
  calls(now: number): SeenCall[] {
    const edges = [...this.#edges.values()].filter(({ window }) => window.requests(now) > 0);
    return edges.map(({ caller, virtualService }) => ({ caller, virtualService }));
  }

  read(now: number, coverage: Coverage): Omit<Traffic, 'reporting'> {
    this.#forget(now, coverage);
    const perSecond = (requests: number, caller: Caller) => requests / seconds(now, coverage.connectedSince(caller));
    const edges = [...this.#edges.values()].map(({ caller, virtualService, window }) => {
      const sum = window.sum(now);
      return {
        caller,
        virtualService,
        source: 'access log' as const,
        ...sum,
        requestsPerSecond: perSecond(sum.requests, caller),
      };
    });
    const loads = [...this.#loads.values()].map(({ caller, target: { virtualNode, port, window } }) => {
      const { requests, successRate } = window.sum(now);
      const requestsPerSecond = perSecond(requests, caller);
      return { caller, virtualNode, port, requestsPerSecond, successRate, source: 'load report' as const };
    });
    const routes = [...this.#routes.values()].flatMap((route) => readRoute(route, now));
    return { at: now, windowSeconds: WINDOW_SECONDS, edges, routes, loads };
  }

  #egress(caller: Caller, entry: AccessEntry, sample: Sample): void {
    const tag = parseRouteTagName(entry.routeName);
    const virtualService = tag?.virtualService ?? this.#strayService(entry);
    if (virtualService === undefined || !this.names.virtualService(virtualService)) return;
    entryOf(this.#edges, `${refKey(caller)} ${virtualService}`, () => ({
      caller,
      virtualService,
      window: new FigureWindow(WINDOW_SECONDS),
    })).window.add(sample);
    this.history.called(caller, virtualService, sample);
    if (tag?.virtualRouter === undefined || tag.route === undefined) return;
    const { virtualRouter, route } = tag;
    if (!this.names.route(virtualRouter, route)) return;
    const split = entryOf(this.#routes, routeKey(virtualRouter, route), () => newRoute(virtualRouter, route, 0));
    const target = this.#targetOf(entry);
    if (target) this.history.routed(caller, { virtualRouter, route }, target, sample);
    if (wentOldWay(split, entry, sample.at)) return;
    const key = target && `${target.virtualNode}:${target.port}`;
    const window = key ? entryOf(split.targets, key, () => newTarget(target)).window : split.untargeted;
    window.add(sample);
  }

  /** What a request without a route was for, by the host it asked: its caller may lack the backend. */
  #strayService({ protocol, authority }: AccessEntry): string | undefined {
    if (protocol !== 'http') return undefined;
    return authority.replace(/:\d+$/, '').toLowerCase();
  }

  #targetOf({ upstreamCluster, upstreamHost }: AccessEntry) {
    const shared = upstreamHost !== undefined && parseTcpRouteClusterName(this.mesh, upstreamCluster);
    const target = shared
      ? this.targetOfHost(shared, upstreamHost)
      : parseEgressClusterName(this.mesh, upstreamCluster);
    return target && this.names.virtualNode(target.virtualNode) ? target : undefined;
  }

  /** Drops what is empty, except the edges of callers that are connected: there silence means no request. */
  #forget(now: number, coverage: Coverage): void {
    for (const [key, { caller, virtualService, window }] of this.#edges) {
      const silent = coverage.hasService(virtualService) && coverage.connectedSince(caller) !== undefined;
      if (window.requests(now) === 0 && !silent) this.#edges.delete(key);
    }
    for (const [key, { target }] of this.#loads) if (target.window.requests(now) === 0) this.#loads.delete(key);
    for (const [key, window] of this.#proxies) if (window.requests(now) === 0) this.#proxies.delete(key);
    for (const [key, route] of this.#routes) {
      for (const [name, { window }] of route.targets) if (window.requests(now) === 0) route.targets.delete(name);
      const empty = route.targets.size === 0 && route.untargeted.requests(now) === 0;
      if (empty && now - route.since > WINDOW_SECONDS * 1000) this.#routes.delete(key);
    }
  }
}

/**
 * Whether a request began before the route's last change. Its proxy's clock decides, but only for the first minute,
 * after which older requests cannot arrive: so a clock that is wrong hides the split for a minute and no longer.
 * Connections may be as old as they like.
 */
function wentOldWay(split: RouteWindow, entry: AccessEntry, at: number): boolean {
  const mayBeOld = entry.protocol === 'tcp' || at - split.since < WINDOW_SECONDS * 1000;
  return mayBeOld && entry.startedAt < split.since;
}

function readRoute(route: RouteWindow, now: number): Traffic['routes'] {
  const targets = [...route.targets.values()].map((target) => ({ ...target, sum: target.window.sum(now) }));
  const targeted = targets.reduce((total, { sum }) => total + sum.requests, 0);
  const requests = targeted + route.untargeted.requests(now);
  if (requests === 0) return [];
  const windowStart = now - WINDOW_SECONDS * 1000;
  const since = Math.max(windowStart, route.since);
  return [
    {
      virtualRouter: route.virtualRouter,
      route: route.route,
      requests,
      since,
      source: 'access log',
      targets: targets.map(({ virtualNode, port, sum }) => ({
        virtualNode,
        port,
        share: sum.requests / targeted,
        ...sum,
        requestsPerSecond: sum.requests / seconds(now, since),
      })),
    },
  ];
}

/** How many seconds of the window were covered: at least one, so that a first report is no burst. */
function seconds(now: number, since: number | undefined): number {
  const covered = since === undefined ? WINDOW_SECONDS : (now - since) / 1000;
  return Math.min(WINDOW_SECONDS, Math.max(1, covered));
}

const routeKey = (virtualRouter: string, route: string) =>
  refKey({ kind: 'route', parent: virtualRouter, name: route });

const newTarget = ({ virtualNode, port }: { virtualNode: string; port: number }): Target => ({
  virtualNode,
  port,
  window: new FigureWindow(WINDOW_SECONDS),
});

const newRoute = (virtualRouter: string, route: string, since: number): RouteWindow => ({
  virtualRouter,
  route,
  since,
  untargeted: new FigureWindow(WINDOW_SECONDS),
  targets: new Map(),
});

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
