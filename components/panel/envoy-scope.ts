import { childrenOf, findResource, refOf, resourcesOfKind, type Typed } from '@/lib/graph';
import {
  type ApiProxy,
  type ApiSnapshot,
  type Kind,
  type ProxyConfig,
  parseEgressClusterName,
  parseRouteTagName,
  type RouteTag,
  refKey,
  weightedTargetsOf,
} from '@/lib/model';

export type EnvoyResource = ProxyConfig['resources'][number];

/** Whose proxies get configuration from a resource, and which parts of it are the resource's. */
export interface EnvoyScope {
  proxies: ApiProxy[];
  /** The part of an Envoy resource that belongs to the selection; undefined = nothing of it. */
  part: (resource: EnvoyResource) => EnvoyResource | undefined;
  /** Whether `part` leaves anything out. */
  partial: boolean;
}

/**
 * Nodes and gateways: their own proxies with everything. Services, routers and routes: the proxies of their callers,
 * with the virtual hosts that mention them and the clusters of their targets.
 */
export function envoyScope(
  mesh: string,
  snapshot: ApiSnapshot,
  resource: Typed<Kind>,
  proxies: readonly ApiProxy[],
): EnvoyScope {
  const connected = proxies.filter((proxy) => proxy.state !== 'disconnected');
  if (resource.kind === 'virtualNode' || resource.kind === 'virtualGateway') {
    const key = refKey(refOf(resource));
    return {
      proxies: connected.filter((one) => refKey(refOf(one.resource)) === key),
      part: (one) => one,
      partial: false,
    };
  }
  const services = servicesOf(snapshot, resource);
  const callers = new Set(
    resourcesOfKind(snapshot, 'virtualNode')
      .filter((node) =>
        (node.spec.backends ?? []).some((one) => services.has(one.virtualService?.virtualServiceName ?? '')),
      )
      .map((node) => refKey(refOf(node))),
  );
  const nodes = targetNodes(snapshot, resource);
  return {
    proxies: connected.filter((one) => callers.has(refKey(refOf(one.resource)))),
    part: (one) => partOf(one, mesh, nodes, (tag) => isTagOf(tag, resource)),
    partial: true,
  };
}

function isTagOf(tag: RouteTag, { kind, name, parent }: Typed<Kind>): boolean {
  if (kind === 'virtualService') return tag.virtualService === name;
  if (kind === 'virtualRouter') return tag.virtualRouter === name;
  return tag.virtualRouter === parent && tag.route === name;
}

function servicesOf(snapshot: ApiSnapshot, { kind, name, parent }: Typed<Kind>): ReadonlySet<string> {
  if (kind === 'virtualService') return new Set([name]);
  const router = kind === 'virtualRouter' ? name : parent;
  const provided = resourcesOfKind(snapshot, 'virtualService').filter(
    (service) => service.spec.provider?.virtualRouter?.virtualRouterName === router,
  );
  return new Set(provided.map((service) => service.name));
}

function targetNodes(snapshot: ApiSnapshot, resource: Typed<Kind>): ReadonlySet<string> {
  const { kind, name, parent } = resource;
  if (kind === 'route') {
    const route = findResource(snapshot, { kind, name, parent });
    return new Set(weightedTargetsOf(route?.spec ?? {}).map((target) => target.virtualNode));
  }
  const { provider } = findResource(snapshot, { kind: 'virtualService', name })?.spec ?? {};
  if (kind === 'virtualService' && provider?.virtualNode) return new Set([provider.virtualNode.virtualNodeName]);
  const router = kind === 'virtualRouter' ? name : (provider?.virtualRouter?.virtualRouterName ?? '');
  const targets = childrenOf(snapshot, 'route', router).flatMap((route) => weightedTargetsOf(route.spec));
  return new Set(targets.map((target) => target.virtualNode));
}

function partOf(
  resource: EnvoyResource,
  mesh: string,
  nodes: ReadonlySet<string>,
  isMine: (tag: RouteTag) => boolean,
): EnvoyResource | undefined {
  if (resource.type === 'cluster' || resource.type === 'endpoint') {
    const cluster = parseEgressClusterName(mesh, resource.name);
    return cluster && nodes.has(cluster.virtualNode) ? resource : undefined;
  }
  if (resource.type !== 'route' || !isRecord(resource.json)) return undefined;
  const key = 'virtualHosts' in resource.json ? 'virtualHosts' : 'virtual_hosts';
  const hosts = listAt(resource.json, key).filter((host) =>
    listAt(host, 'routes').some((route) => mentions(route, isMine)),
  );
  return hosts.length === 0 ? undefined : { ...resource, json: { ...resource.json, [key]: hosts } };
}

function mentions(route: unknown, isMine: (tag: RouteTag) => boolean): boolean {
  const tag = isRecord(route) && typeof route.name === 'string' ? parseRouteTagName(route.name) : undefined;
  return tag !== undefined && isMine(tag);
}

function listAt(value: unknown, key: string): unknown[] {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
