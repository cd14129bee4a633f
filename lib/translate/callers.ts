import type { MeshSnapshot, Resource } from '@/lib/model';
import { once } from './memo';

/** Names by a name. */
type Index = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Indices are kept as long as the maps that they are made from, which a change of something else leaves as they are:
 * a change of a route builds none of the first two anew, and the third only when it is asked for.
 */
const nodesByService = once<MeshSnapshot['virtualNodes'], Index>();
const servicesByRouter = once<MeshSnapshot['virtualServices'], Index>();
const servicesByTarget = once<MeshSnapshot, Index>();
const NONE: ReadonlySet<string> = new Set();

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}

/** Virtual service → virtual nodes that list it as a backend. */
function backendIndex({ virtualNodes }: MeshSnapshot): Index {
  return nodesByService(virtualNodes, () => {
    const index = new Map<string, Set<string>>();
    for (const node of virtualNodes.values()) {
      for (const backend of node.spec.backends ?? []) {
        if (backend.virtualService) add(index, backend.virtualService.virtualServiceName, node.name);
      }
    }
    return index;
  });
}

/** Virtual router → virtual services that it provides. */
function routerIndex({ virtualServices }: MeshSnapshot): Index {
  return servicesByRouter(virtualServices, () => {
    const index = new Map<string, Set<string>>();
    for (const service of virtualServices.values()) {
      const router = service.spec.provider?.virtualRouter?.virtualRouterName;
      if (router !== undefined) add(index, router, service.name);
    }
    return index;
  });
}

/** Virtual node → virtual services whose requests may reach it. */
function targetIndex(snapshot: MeshSnapshot): Index {
  return servicesByTarget(snapshot, () => makeTargetIndex(snapshot));
}

function makeTargetIndex(snapshot: MeshSnapshot): Index {
  const index = new Map<string, Set<string>>();
  for (const service of snapshot.virtualServices.values()) {
    const node = service.spec.provider?.virtualNode?.virtualNodeName;
    if (node !== undefined) add(index, node, service.name);
  }
  for (const [router, services] of routerIndex(snapshot)) {
    for (const node of targetsOf(snapshot.routes.get(router) ?? [])) {
      for (const service of services) add(index, node, service);
    }
  }
  return index;
}

function targetsOf(routes: readonly Resource<'route'>[]): Set<string> {
  const targets = new Set<string>();
  for (const { spec } of routes) {
    const typed = spec.httpRoute ?? spec.http2Route ?? spec.grpcRoute ?? spec.tcpRoute;
    for (const target of typed?.action.weightedTargets ?? []) targets.add(target.virtualNode);
  }
  return targets;
}

/** Virtual nodes that list one of these services as a backend. */
export function callersOfServices(snapshot: MeshSnapshot, services: Iterable<string>): Set<string> {
  const callers = backendIndex(snapshot);
  const nodes = new Set<string>();
  for (const service of services) for (const node of callers.get(service) ?? []) nodes.add(node);
  return nodes;
}

/** Virtual services that this router provides. */
export function servicesOfRouter(snapshot: MeshSnapshot, router: string): ReadonlySet<string> {
  return routerIndex(snapshot).get(router) ?? NONE;
}

/** Virtual services whose requests may reach this virtual node. */
export function servicesOfTarget(snapshot: MeshSnapshot, virtualNode: string): ReadonlySet<string> {
  return targetIndex(snapshot).get(virtualNode) ?? NONE;
}

/** Virtual nodes that call services of this router. */
export function callersOfRouter(snapshot: MeshSnapshot, router: string): Set<string> {
  return callersOfServices(snapshot, servicesOfRouter(snapshot, router));
}

/** Virtual nodes whose requests may reach this virtual node. */
export function callersOfTarget(snapshot: MeshSnapshot, virtualNode: string): Set<string> {
  return callersOfServices(snapshot, servicesOfTarget(snapshot, virtualNode));
}
