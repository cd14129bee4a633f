import { describe, expect, it } from 'vitest';
import {
  accessLogName,
  egressClusterName,
  ingressClusterName,
  routeTagName,
  tcpRouteClusterName,
  trafficSchema,
} from '@/lib/model';
import type { AccessEntry } from '@/lib/xds';
import { type Coverage, MeshTraffic, type Reporter } from './mesh-traffic';

const MESH = 'm';
const front: Reporter = { resource: { kind: 'virtualNode', name: 'front' }, identity: 'front-1' };
const always: Coverage = { connectedSince: () => 0, hasService: () => true };
const EGRESS = accessLogName('egress', 100);
const tag = { virtualService: 'back.local', virtualRouter: 'back-router', route: 'back-route' };

function entry(node: string | undefined, more: Partial<AccessEntry> = {}): AccessEntry {
  return {
    startedAt: 0,
    durationMs: 5,
    protocol: 'http',
    upstreamCluster: node ? egressClusterName(MESH, node, 'http', 8080) : '',
    routeName: routeTagName(tag),
    status: 200,
    responseFlags: [],
    authority: 'back.local',
    path: '/',
    method: 'GET',
    weight: 1,
    ...more,
  };
}

const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

const all = { virtualService: () => true, route: () => true, virtualNode: () => true };

describe('MeshTraffic', () => {
  it('knows nothing where nothing reports', () => {
    expect(new MeshTraffic(MESH).read(1000, always)).toMatchObject({ edges: [], routes: [], loads: [] });
  });

  it('counts only what the mesh has, whatever a proxy logs', () => {
    const traffic = new MeshTraffic(MESH, undefined, {
      virtualService: (name) => name === 'back.local',
      route: (_router, route) => route === tag.route,
      virtualNode: (name) => name === 'v1',
    });
    const known = entry('v1');
    const invented = Array.from({ length: 100 }, (_, i) => [
      entry('v1', { routeName: routeTagName({ ...tag, virtualService: `made-up-${i}` }) }),
      entry('v1', { routeName: routeTagName({ ...tag, route: `made-up-${i}` }) }),
      entry(`made-up-${i}`),
    ]);
    traffic.logged(front, EGRESS, [known, ...invented.flat()], 1000);
    const { edges, routes } = traffic.read(2000, always);
    expect(edges.map(({ virtualService }) => virtualService)).toEqual(['back.local']);
    expect(routes.map(({ route }) => route)).toEqual([tag.route]);
    expect(routes.flatMap(({ targets }) => targets.map(({ virtualNode }) => virtualNode))).toEqual(['v1']);
  });

  it('tells each edge its rate, success and durations', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.logged(
      front,
      EGRESS,
      [...times(59, () => entry('v1')), entry('v1', { status: 503, durationMs: 200 })],
      60_000,
    );
    const read = traffic.read(61_000, always);
    expect(trafficSchema.safeParse({ ...read, reporting: { proxies: 1, of: 1 } }).error).toBeUndefined();
    expect(read.edges).toHaveLength(1);
    expect(read.edges[0]).toMatchObject({
      caller: front.resource,
      virtualService: 'back.local',
      requests: 60,
      requestsPerSecond: 1,
      source: 'access log',
    });
    expect(read.edges[0]?.successRate).toBeCloseTo(59 / 60);
    expect(read.edges[0]?.p50Ms).toBeLessThan(6);
    expect(read.edges[0]?.p99Ms).toBeGreaterThan(190);
  });

  it('knows a call without a route by the host that it asked', () => {
    const services = new Set(['back.local']);
    const traffic = new MeshTraffic(MESH, undefined, { ...all, virtualService: (name) => services.has(name) });
    const stray = (authority: string) =>
      entry(undefined, { routeName: '', authority, status: 404, responseFlags: ['NR'] });
    traffic.logged(front, EGRESS, [stray('Back.local:8080'), stray('example.com'), stray('')], 1000);
    expect(traffic.calls(2000)).toEqual([{ caller: front.resource, virtualService: 'back.local' }]);
    expect(traffic.read(2000, always)).toMatchObject({ edges: [{ requests: 1, successRate: 1 }], routes: [] });
    expect(traffic.calls(62_000), 'only of the last minute').toEqual([]);
  });

  it('divides by the seconds that were covered, not by the whole minute', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.logged(
      front,
      EGRESS,
      times(50, () => entry('v1')),
      104_000,
    );
    const read = traffic.read(105_000, { ...always, connectedSince: () => 100_000 });
    expect(read.edges[0]?.requestsPerSecond).toBe(10);
  });

  it('tells the observed split of a route', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.logged(front, EGRESS, [...times(30, () => entry('v1')), ...times(10, () => entry('v2'))], 1000);
    traffic.logged(
      front,
      EGRESS,
      times(2, () => entry(undefined, { status: 503 })),
      1000,
    );
    const [route] = traffic.read(2000, always).routes;
    expect(route).toMatchObject({ virtualRouter: 'back-router', route: 'back-route', requests: 42 });
    expect(route?.targets.map((t) => [t.virtualNode, t.port, t.share])).toEqual([
      ['v1', 8080, 0.75],
      ['v2', 8080, 0.25],
    ]);
  });

  it('starts the split anew when the route changes, without the requests that began before', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.logged(
      front,
      EGRESS,
      times(100, () => entry('v1', { startedAt: 9_000 })),
      9_500,
    );
    traffic.routeChanged('back-router', 'back-route', 10_000);
    expect(traffic.read(10_100, always).routes).toEqual([]);
    const late = times(10, () => entry('v1', { startedAt: 9_900 }));
    const now = times(4, () => entry('v2', { startedAt: 10_050 }));
    traffic.logged(front, EGRESS, [...late, ...now], 11_000);
    const read = traffic.read(12_000, always);
    expect(read.routes[0]).toMatchObject({ requests: 4, since: 10_000, targets: [{ virtualNode: 'v2', share: 1 }] });
    expect(read.routes[0]?.targets[0]?.requestsPerSecond).toBe(2);
    expect(read.edges[0]?.requests).toBe(114);
  });

  it('counts a wrong clock’s requests again once the change is a minute old', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.routeChanged('back-router', 'back-route', 1_000_000);
    traffic.logged(front, EGRESS, [entry('v1', { startedAt: 5 })], 1_000_500);
    expect(traffic.read(1_001_000, always).routes).toEqual([]);
    traffic.logged(front, EGRESS, [entry('v1', { startedAt: 6 })], 1_060_500);
    expect(traffic.read(1_061_000, always).routes[0]?.requests).toBe(1);
  });

  it('weighs what was sampled', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.logged(
      front,
      accessLogName('egress', 10),
      times(6, () => entry('v1', { weight: 10 })),
      1000,
    );
    expect(traffic.read(2000, always).edges[0]?.requests).toBe(60);
  });

  it('counts both directions for the proxy, but only egress for edges and routes', () => {
    const traffic = new MeshTraffic(MESH);
    const local = entry(undefined, {
      upstreamCluster: ingressClusterName(MESH, 'front', 'http', 8080),
      routeName: 'x',
    });
    traffic.logged(front, accessLogName('ingress', 100), [local, local], 1000);
    traffic.logged(front, EGRESS, [entry('v1')], 1000);
    expect(traffic.proxy('front-1', 2000)?.requests).toBe(3);
    expect(traffic.proxy('front-2', 2000)).toBeUndefined();
    expect(traffic.read(2000, always).edges.map((e) => e.requests)).toEqual([1]);
  });

  it('ignores logs that are not ours, and routes of other meshes', () => {
    const traffic = new MeshTraffic(MESH, undefined, { ...all, virtualService: () => false });
    traffic.logged(front, 'somebody-else', [entry('v1')], 1000);
    traffic.logged(front, EGRESS, [entry(undefined, { routeName: 'default' })], 1000);
    const read = traffic.read(1000, always);
    expect([read.edges, read.routes]).toEqual([[], []]);
  });

  it('keeps a silent edge at zero while its caller is connected, and forgets it afterwards', () => {
    const traffic = new MeshTraffic(MESH);
    traffic.logged(front, EGRESS, [entry('v1')], 1000);
    const silent = traffic.read(100_000, always).edges[0];
    expect(silent).toMatchObject({ requests: 0, requestsPerSecond: 0 });
    expect(silent?.successRate).toBeUndefined();
    expect(traffic.read(100_000, { ...always, hasService: () => false }).edges).toEqual([]);
    expect(traffic.read(100_000, always).edges).toEqual([]);
  });

  it('finds the target of a TCP connection by its host where targets share a cluster', () => {
    const hosts: Record<string, string> = { '10.0.0.1:3306': 'v1', '10.0.0.2:3306': 'v2' };
    const traffic = new MeshTraffic(MESH, ({ route }, host) => {
      const virtualNode = hosts[host];
      return route === 'back-route' && virtualNode ? { virtualNode, port: 3306 } : undefined;
    });
    const upstreamCluster = tcpRouteClusterName(MESH, 'back-router', 'back-route', 3306);
    const connection = (upstreamHost?: string) =>
      entry(undefined, { protocol: 'tcp', status: 0, upstreamCluster, ...(upstreamHost && { upstreamHost }) });
    traffic.logged(
      front,
      EGRESS,
      ['10.0.0.1:3306', '10.0.0.1:3306', '10.0.0.2:3306', '10.9.9.9:1', undefined].map(connection),
      1000,
    );
    const read = traffic.read(2000, always);
    expect(read.edges).toMatchObject([{ virtualService: 'back.local', requests: 5, successRate: 1 }]);
    expect(read.routes[0]?.requests).toBe(5);
    expect(read.routes[0]?.targets.map((t) => [t.virtualNode, t.port, t.requests])).toEqual([
      ['v1', 3306, 2],
      ['v2', 3306, 1],
    ]);
  });

  it('tells the load of each target from load reports', () => {
    const traffic = new MeshTraffic(MESH);
    const cluster = egressClusterName(MESH, 'v1', 'http', 8080);
    const load = { cluster, issued: 60, successful: 45, errors: 15, inProgress: 0 };
    traffic.loaded(front, [load, { ...load, cluster: 'xds' }], 1000);
    expect(traffic.read(60_000, always).loads).toEqual([
      {
        caller: front.resource,
        virtualNode: 'v1',
        port: 8080,
        requestsPerSecond: 1,
        successRate: 0.75,
        source: 'load report',
      },
    ]);
  });
});
