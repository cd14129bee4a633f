/** Meshes of any size for measuring the console: services with a router, a route and two versions that call one another. */
import {
  type AppMeshClient,
  CreateMeshCommand,
  CreateRouteCommand,
  CreateVirtualNodeCommand,
  CreateVirtualRouterCommand,
  CreateVirtualServiceCommand,
} from '@aws-sdk/client-app-mesh';

/** Every third node calls the first service, so that the picture has a hub as real meshes do (sign-in, logging). */
const HUB_EACH = 3;
/** Resources that one service is made of. */
const PER_SERVICE = 5;

const listeners = [{ portMapping: { port: 8080, protocol: 'http' as const } }];
const nameOf = (index: number) => `svc-${String(index).padStart(4, '0')}`;
export const serviceOf = (index: number) => `${nameOf(index)}.ns-${index % 7}.local`;
export const routerOf = (index: number) => `${nameOf(index)}-router`;

/** A pseudo-random number from 0 to `below`, the same for the same place: each run measures the same mesh. */
function pick(place: number, below: number): number {
  return (Math.imul(place + 1, 2_654_435_761) >>> 0) % below;
}

/** Services that a node calls. */
function backendsOf(index: number, version: number, services: number): string[] {
  const place = index * 2 + version;
  const called = new Set([pick(place, services)]);
  if (place % 2 === 0) called.add(pick(place + 77_777, services));
  if (place % HUB_EACH === 0) called.add(0);
  called.delete(index);
  return [...called].map(serviceOf);
}

/** How many services a mesh of so many resources has. */
export function servicesIn(resources: number): number {
  return Math.max(2, Math.floor(resources / PER_SERVICE));
}

/** The route spec of a service with this weight for its first version. */
export function routeSpec(index: number, first: number) {
  const weightedTargets = [
    { virtualNode: `${nameOf(index)}-v1`, weight: first },
    { virtualNode: `${nameOf(index)}-v2`, weight: 100 - first },
  ];
  return { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } };
}

/** Makes the mesh by the App Mesh API, as any client would. */
export async function createMesh(client: AppMeshClient, meshName: string, resources: number): Promise<void> {
  await client.send(new CreateMeshCommand({ meshName }));
  const services = servicesIn(resources);
  await each(services, (index) => createService(client, meshName, { index, services }));
}

async function createService(
  client: AppMeshClient,
  meshName: string,
  { index, services }: { index: number; services: number },
): Promise<void> {
  for (const version of [1, 2]) {
    const backends = backendsOf(index, version, services).map((virtualServiceName) => ({
      virtualService: { virtualServiceName },
    }));
    const hostname = `${nameOf(index)}-v${version}.ns-${index % 7}.local`;
    const spec = { listeners, backends, serviceDiscovery: { dns: { hostname } } };
    await client.send(
      new CreateVirtualNodeCommand({ meshName, virtualNodeName: `${nameOf(index)}-v${version}`, spec }),
    );
  }
  const virtualRouterName = routerOf(index);
  await client.send(new CreateVirtualRouterCommand({ meshName, virtualRouterName, spec: { listeners } }));
  await client.send(
    new CreateRouteCommand({ meshName, virtualRouterName, routeName: 'all', spec: routeSpec(index, 90) }),
  );
  const spec = { provider: { virtualRouter: { virtualRouterName } } };
  await client.send(new CreateVirtualServiceCommand({ meshName, virtualServiceName: serviceOf(index), spec }));
}

/** Eight at a time. */
async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
