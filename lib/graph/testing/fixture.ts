import type { ApiResource, ApiSnapshot, Kind, SpecByKind, Traffic } from '@/lib/model';

/** A resource as the Meshkeep API gives it, for tests. */
export function resource<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): ApiResource {
  return {
    kind,
    name,
    ...(parent !== undefined && { parent }),
    arn: `arn:aws:appmesh:us-east-1:000000000000:mesh/shop/${kind}/${name}`,
    uid: `${kind}-${name}`,
    version: 1,
    createdAt: 0,
    lastUpdatedAt: 0,
    meshOwner: '000000000000',
    resourceOwner: '000000000000',
    spec: { ...spec },
    tags: [],
    writer: { door: 'sdk', who: 'test', userAgent: '' },
  };
}

const http = [{ portMapping: { port: 8080, protocol: 'http' as const } }];
const backend = (virtualServiceName: string) => ({ virtualService: { virtualServiceName } });

/** A node that listens on http 8080 and calls these services. */
export function node(name: string, ...backends: string[]): ApiResource {
  return resource('virtualNode', name, { listeners: http, backends: backends.map(backend) });
}

/** A service whose provider is a router. */
export function service(name: string, virtualRouterName: string): ApiResource {
  return resource('virtualService', name, { provider: { virtualRouter: { virtualRouterName } } });
}

export function router(name: string): ApiResource {
  return resource('virtualRouter', name, { listeners: http });
}

/** An http route with a prefix, a priority and weighted targets. */
export function route(
  name: string,
  parent: string,
  targets: Record<string, number>,
  more: { prefix?: string; priority?: number } = {},
): ApiResource {
  const weightedTargets = Object.entries(targets).map(([virtualNode, weight]) => ({ virtualNode, weight }));
  const { prefix = '/', priority } = more;
  const spec = { httpRoute: { match: { prefix }, action: { weightedTargets } } };
  return resource('route', name, priority === undefined ? spec : { ...spec, priority }, parent);
}

export function snapshotOf(resources: ApiResource[], more: Partial<ApiSnapshot> = {}): ApiSnapshot {
  const mesh = resource('mesh', 'shop', {});
  return { mesh: 'shop', revision: 1, resources: [mesh, ...resources], problems: [], endpoints: [], ...more };
}

/** Two frontends, one service behind a router with two routes to two versions, and a gateway in front. */
export function shop(): ApiSnapshot {
  return snapshotOf(
    [
      node('front-a', 'cart.local'),
      node('front-b', 'cart.local', 'gone.local'),
      node('cart-v1'),
      node('cart-v2'),
      router('cart-router'),
      route('all', 'cart-router', { 'cart-v1': 3, 'cart-v2': 1 }),
      route('canary', 'cart-router', { 'cart-v2': 1 }, { prefix: '/canary', priority: 1 }),
      service('cart.local', 'cart-router'),
      resource('virtualService', 'front.local', { provider: { virtualNode: { virtualNodeName: 'front-a' } } }),
      resource('virtualGateway', 'public', { listeners: http }),
      resource(
        'gatewayRoute',
        'web',
        {
          httpRoute: {
            match: { prefix: '/' },
            action: { target: { virtualService: { virtualServiceName: 'front.local' } } },
          },
        },
        'public',
      ),
    ],
    { endpoints: [{ virtualNode: 'cart-v1', healthy: 2, total: 3 }] },
  );
}

export function trafficOf(more: Partial<Traffic>): Traffic {
  return { at: 0, windowSeconds: 60, edges: [], routes: [], loads: [], reporting: { proxies: 1, of: 1 }, ...more };
}
