import type { MeshSnapshot, Resource } from '@/lib/model';

/** Who is concerned by what, inside one snapshot: built once for each snapshot and kept as long as it lives. */
interface Callers {
  /** Virtual service → virtual nodes that list it as a backend. */
  nodesByService: ReadonlyMap<string, ReadonlySet<string>>;
  /** Virtual router → virtual services that it provides. */
  servicesByRouter: ReadonlyMap<string, ReadonlySet<string>>;
  /** Virtual node → virtual services whose requests may reach it. */
  servicesByTarget: ReadonlyMap<string, ReadonlySet<string>>;
}

const NONE: ReadonlySet<string> = new Set();
const cache = new WeakMap<MeshSnapshot, Callers>();

function callersOf(snapshot: MeshSnapshot): Callers {
  const known = cache.get(snapshot);
  if (known) return known;
  const servicesByRouter = routerIndex(snapshot);
  const built = {
    nodesByService: backendIndex(snapshot),
    servicesByRouter,
    servicesByTarget: targetIndex(snapshot, servicesByRouter),
  };
  cache.set(snapshot, built);
  return built;
}

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}

function backendIndex(snapshot: MeshSnapshot): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const node of snapshot.virtualNodes.values()) {
    for (const backend of node.spec.backends ?? []) {
      if (backend.virtualService) add(index, backend.virtualService.virtualServiceName, node.name);
    }
  }
  return index;
}

function routerIndex(snapshot: MeshSnapshot): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const service of snapshot.virtualServices.values()) {
    const router = service.spec.provider?.virtualRouter?.virtualRouterName;
    if (router !== undefined) add(index, router, service.name);
  }
  return index;
}

function targetIndex(
  snapshot: MeshSnapshot,
  servicesByRouter: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const service of snapshot.virtualServices.values()) {
    const node = service.spec.provider?.virtualNode?.virtualNodeName;
    if (node !== undefined) add(index, node, service.name);
  }
  for (const [router, services] of servicesByRouter) {
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
  const { nodesByService } = callersOf(snapshot);
  const nodes = new Set<string>();
  for (const service of services) for (const node of nodesByService.get(service) ?? []) nodes.add(node);
  return nodes;
}

/** Virtual services that this router provides. */
export function servicesOfRouter(snapshot: MeshSnapshot, router: string): ReadonlySet<string> {
  return callersOf(snapshot).servicesByRouter.get(router) ?? NONE;
}

/** Virtual services whose requests may reach this virtual node. */
export function servicesOfTarget(snapshot: MeshSnapshot, virtualNode: string): ReadonlySet<string> {
  return callersOf(snapshot).servicesByTarget.get(virtualNode) ?? NONE;
}

/** Virtual nodes that call services of this router. */
export function callersOfRouter(snapshot: MeshSnapshot, router: string): Set<string> {
  return callersOfServices(snapshot, servicesOfRouter(snapshot, router));
}

/** Virtual nodes whose requests may reach this virtual node. */
export function callersOfTarget(snapshot: MeshSnapshot, virtualNode: string): Set<string> {
  return callersOfServices(snapshot, servicesOfTarget(snapshot, virtualNode));
}
