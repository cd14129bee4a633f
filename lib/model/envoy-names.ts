/**
 * Names of Envoy resources that carry meaning for us: translate writes them, control reads them back from access logs
 * and load reports. Forms as App Mesh's own (envoy-mapping.md section 2), because users' dashboards are built on them.
 */
import type { PortProtocol } from './generated/shapes';

/** `cds_egress_<mesh>_<node>_<protocol>_<port>`: the callers' cluster for one listener of a target node. */
export function egressClusterName(mesh: string, virtualNode: string, protocol: PortProtocol, port: number): string {
  return `cds_egress_${mesh}_${virtualNode}_${protocol}_${port}`;
}

/** What follows an egress cluster's name where a caller's policy for one backend differs from its others. */
export function policySuffix(hash: string): string {
  return `_policy-${hash.slice(0, 8)}`;
}

/** Cluster of the bootstrap by which a proxy asks an agent beside it for secrets; App Mesh's own name. */
export const SDS_SOCKET_CLUSTER = 'static_cluster_sds_unix_socket';

/** `cds_ingress_<mesh>_<node>_<protocol>_<port>`: the local application behind a listener. */
export function ingressClusterName(mesh: string, virtualNode: string, protocol: PortProtocol, port: number): string {
  return `cds_ingress_${mesh}_${virtualNode}_${protocol}_${port}`;
}

/** Reads an egress cluster's name back; undefined for the special clusters and for other meshes. */
export function parseEgressClusterName(
  mesh: string,
  cluster: string,
): { virtualNode: string; protocol: PortProtocol; port: number } | undefined {
  const prefix = `cds_egress_${mesh}_`;
  if (!cluster.startsWith(prefix)) return undefined;
  const match = /^(.+)_(http|http2|grpc|tcp)_(\d+)(?:_policy-[\da-f]{8})?$/.exec(cluster.slice(prefix.length));
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return { virtualNode: match[1], protocol: match[2] as PortProtocol, port: Number(match[3]) };
}

/**
 * `tcp_egress_<mesh>_<router>/<route>_<port>`: the callers' cluster for several Cloud Map targets of a TCP route, one
 * locality for each. A locality's sub zone bears the name that the target's own cluster would have.
 */
export function tcpRouteClusterName(mesh: string, virtualRouter: string, route: string, port: number): string {
  return `tcp_egress_${mesh}_${encodeURIComponent(virtualRouter)}/${encodeURIComponent(route)}_${port}`;
}

/** Reads the name of a TCP route's cluster back; undefined for every other cluster. */
export function parseTcpRouteClusterName(
  mesh: string,
  cluster: string,
): { virtualRouter: string; route: string; port: number } | undefined {
  const prefix = `tcp_egress_${mesh}_`;
  if (!cluster.startsWith(prefix)) return undefined;
  const match = /^([^/]+)\/([^/]+)_(\d+)(?:_policy-[\da-f]{8})?$/.exec(cluster.slice(prefix.length));
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  try {
    const [virtualRouter, route] = [decodeURIComponent(match[1]), decodeURIComponent(match[2])];
    return { virtualRouter, route, port: Number(match[3]) };
  } catch {
    return undefined;
  }
}

/** Cluster without any endpoint: a share that must not be reached is sent here, and answered with 503. */
export const CLOSED_CLUSTER = 'meshkeep_closed';

/** What an egress route stands for. No router and no route: the service's provider is a virtual node. */
export interface RouteTag {
  virtualService: string;
  virtualRouter?: string;
  route?: string;
}

/** The `name` of an Envoy route, `service/router/route` with each part percent-encoded: access logs carry it. */
export function routeTagName(tag: RouteTag): string {
  return [tag.virtualService, tag.virtualRouter ?? '', tag.route ?? ''].map(encodeURIComponent).join('/');
}

/** Custom tag that carries the same text in the access log of a TCP service. */
export const TCP_ROUTE_TAG = 'meshkeep.route';

/** Reads a route's name back; undefined when it is not of that form. */
export function parseRouteTagName(name: string): RouteTag | undefined {
  const parts = name.split('/');
  if (parts.length !== 3 || !parts[0]) return undefined;
  try {
    const [virtualService, virtualRouter, route] = parts.map(decodeURIComponent);
    if (!virtualService) return undefined;
    return { virtualService, ...(virtualRouter && { virtualRouter }), ...(route && { route }) };
  } catch {
    return undefined;
  }
}

/** Cluster that our access log service is reached by; delivered by CDS, so that any bootstrap will do. */
export const ACCESS_LOG_CLUSTER = 'meshkeep_access_log';

/** `log_name` of our gRPC access logs: direction and the percentage of requests that is logged. */
export function accessLogName(direction: 'ingress' | 'egress', samplePercent: number): string {
  return `meshkeep:${direction}:${samplePercent}`;
}

/** Reads an access log's name back. */
export function parseAccessLogName(
  name: string,
): { direction: 'ingress' | 'egress'; samplePercent: number } | undefined {
  const match = /^meshkeep:(ingress|egress):(\d+(?:\.\d+)?)$/.exec(name);
  if (!match) return undefined;
  return { direction: match[1] as 'ingress' | 'egress', samplePercent: Number(match[2]) };
}
