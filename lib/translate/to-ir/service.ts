import {
  compareRoutes,
  type MeshSnapshot,
  matchPortOf,
  type PortMapping,
  type Resource,
  weightedTargetsOf,
} from '@/lib/model';
import type { TcpRouteIr } from '../ir/route';
import type { ServiceIr, ServicePortIr } from '../ir/service';
import { remember } from '../memo';
import { milliseconds } from './durations';
import { httpRouteIr, nodeProviderRouteIr } from './http-route';
import { findTarget, shareIr, uniqueListeners } from './targets';

const services = remember<Resource<'virtualService'>, ServiceIr>();
const known = new WeakMap<MeshSnapshot, Map<string, ServiceIr | undefined>>();

/**
 * A virtual service as its callers see it; undefined when the mesh has none of that name. The same object comes back
 * as long as the service, its provider, the routes and the target nodes stay the same.
 */
export function serviceIr(snapshot: MeshSnapshot, name: string): ServiceIr | undefined {
  const table = known.get(snapshot) ?? new Map<string, ServiceIr | undefined>();
  known.set(snapshot, table);
  if (!table.has(name)) table.set(name, readService(snapshot, name));
  return table.get(name);
}

function readService(snapshot: MeshSnapshot, name: string): ServiceIr | undefined {
  const service = snapshot.virtualServices.get(name);
  if (!service) return undefined;
  const { virtualNode, virtualRouter } = service.spec.provider ?? {};
  const meshPreference = snapshot.mesh.spec.serviceDiscovery?.ipPreference;
  if (virtualNode) {
    const node = snapshot.virtualNodes.get(virtualNode.virtualNodeName);
    return services(service, [meshPreference, node], () => ({ service: name, ports: nodePorts(snapshot, name, node) }));
  }
  if (virtualRouter) {
    const router = snapshot.virtualRouters.get(virtualRouter.virtualRouterName);
    const routes = snapshot.routes.get(virtualRouter.virtualRouterName) ?? [];
    return services(service, [meshPreference, router, ...routes, ...targetNodes(snapshot, routes)], () => ({
      service: name,
      ports: routerPorts(snapshot, name, router, routes),
    }));
  }
  return services(service, [], () => ({ service: name, ports: [] }));
}

function targetNodes(snapshot: MeshSnapshot, routes: readonly Resource<'route'>[]) {
  return routes.flatMap(({ spec }) =>
    weightedTargetsOf(spec).map((target) => snapshot.virtualNodes.get(target.virtualNode)),
  );
}

function nodePorts(
  snapshot: MeshSnapshot,
  service: string,
  node: Resource<'virtualNode'> | undefined,
): ServicePortIr[] {
  if (!node) return [];
  return uniqueListeners(node.spec.listeners).map(({ portMapping: { port, protocol } }): ServicePortIr => {
    if (protocol === 'tcp') {
      const shares = [{ weight: 1, target: findTarget(snapshot, node, 'tcp', port) }];
      return {
        kind: 'tcp',
        service,
        port,
        route: { tag: { virtualService: service }, shares, idleTimeoutMs: undefined },
      };
    }
    return { kind: 'http', service, port, routes: [nodeProviderRouteIr(snapshot, node, service, { protocol, port })] };
  });
}

function routerPorts(
  snapshot: MeshSnapshot,
  service: string,
  router: Resource<'virtualRouter'> | undefined,
  routes: readonly Resource<'route'>[],
): ServicePortIr[] {
  const ordered = [...routes].sort(compareRoutes);
  const seen = new Set<number>();
  return (router?.spec.listeners ?? [])
    .map((listener) => listener.portMapping)
    .filter(({ port }) => !seen.has(port) && seen.add(port))
    .map((mapping) => routerPort(snapshot, service, mapping, ordered));
}

function routerPort(
  snapshot: MeshSnapshot,
  service: string,
  { port, protocol }: PortMapping,
  ordered: readonly Resource<'route'>[],
): ServicePortIr {
  const here = ordered.filter(({ spec }) => (matchPortOf(spec) ?? port) === port);
  if (protocol === 'tcp') return { kind: 'tcp', service, port, route: tcpRouteIr(snapshot, service, here) };
  const routes = here
    .map((route) => httpRouteIr(snapshot, route, service, protocol))
    .filter((route) => route !== undefined);
  return { kind: 'http', service, port, routes };
}

/** The first TCP route takes every connection; without one nobody does, and connections are closed. */
function tcpRouteIr(snapshot: MeshSnapshot, service: string, ordered: readonly Resource<'route'>[]): TcpRouteIr {
  const route = ordered.find(({ spec }) => spec.tcpRoute);
  const tcp = route?.spec.tcpRoute;
  if (!route || !tcp) return { tag: { virtualService: service }, shares: [], idleTimeoutMs: undefined };
  return {
    tag: { virtualService: service, virtualRouter: route.parent ?? '', route: route.name },
    shares: tcp.action.weightedTargets.map((target) => shareIr(snapshot, 'tcp', target)),
    idleTimeoutMs: milliseconds(tcp.timeout?.idle),
  };
}
