import type { Instance, InstanceDirectory, Kind, MeshKey, Resource, RouteSpec } from '@/lib/model';

/** The mesh of the xDS benchmark: services with a router, a route and two targets each, clients with ten backends. */
export interface BenchMesh {
  key: MeshKey;
  resources: Resource[];
  directory: InstanceDirectory;
}

const KEY: MeshKey = { account: '000000000000', region: 'us-east-1', mesh: 'bench' };
const pad = (index: number) => String(index).padStart(3, '0');

/** A resource of the benchmark mesh, as the store would hold it. */
export function benchResource<K extends Kind>(kind: K, name: string, spec: Resource<K>['spec'], parent?: string) {
  return {
    meshKey: KEY,
    kind,
    ...(parent !== undefined && { parent }),
    name,
    uid: `${kind}-${name}`,
    version: 1,
    createdAt: 0,
    lastUpdatedAt: 0,
    resourceOwner: KEY.account,
    spec,
    tags: [],
    writer: { door: 'sdk', who: 'bench', userAgent: '' },
  } as unknown as Resource<K>;
}

/** Spec of a service's route with this share for its second target. */
export function benchRoute(index: number, second: number): RouteSpec {
  return {
    httpRoute: {
      match: { prefix: '/' },
      action: {
        weightedTargets: [
          { virtualNode: `svc-${pad(index)}-a`, weight: 100 - second },
          { virtualNode: `svc-${pad(index)}-b`, weight: second },
        ],
      },
    },
  };
}

/** `svc-000` is a backend of every client; the other nine are spread. */
export function benchMesh(services: number, clients: number): BenchMesh {
  const indexes = [...Array(services).keys()];
  const resources = [
    benchResource('mesh', KEY.mesh, {}),
    ...indexes.flatMap(serviceResources),
    ...[...Array(clients).keys()].map((client) => clientResource(client, services)),
  ] as Resource[];
  const lists = new Map<string, readonly Instance[]>();
  for (const index of indexes) {
    for (const side of ['a', 'b']) {
      const name = `svc-${pad(index)}-${side}`;
      lists.set(name, [{ id: name, attributes: { AWS_INSTANCE_IPV4: `10.0.${index % 250}.${side === 'a' ? 1 : 2}` } }]);
    }
  }
  return { key: KEY, resources, directory: { instances: (_namespace, service) => lists.get(service) ?? [] } };
}

function serviceResources(index: number): Resource[] {
  const name = `svc-${pad(index)}`;
  const listeners = [{ portMapping: { port: 8080, protocol: 'http' as const } }];
  const target = (side: string) =>
    benchResource('virtualNode', `${name}-${side}`, {
      listeners,
      serviceDiscovery: { awsCloudMap: { namespaceName: 'bench.local', serviceName: `${name}-${side}` } },
    });
  return [
    target('a'),
    target('b'),
    benchResource('virtualRouter', `${name}-router`, { listeners }),
    benchResource('route', `${name}-route`, benchRoute(index, 50), `${name}-router`),
    benchResource('virtualService', `${name}.bench.local`, {
      provider: { virtualRouter: { virtualRouterName: `${name}-router` } },
    }),
  ] as Resource[];
}

function clientResource(client: number, services: number): Resource {
  const others = [...Array(9).keys()].map((step) => 1 + ((client * 9 + step) % (services - 1)));
  const backends = [0, ...others].map((index) => ({
    virtualService: { virtualServiceName: `svc-${pad(index)}.bench.local` },
  }));
  return benchResource('virtualNode', `vn-${pad(client)}`, {
    listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
    serviceDiscovery: { dns: { hostname: `vn-${pad(client)}.bench.local` } },
    backends,
  }) as Resource;
}
