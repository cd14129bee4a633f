import type { GatewayRouteSpec, RouteSpec } from './generated/shapes';

/** The part of a route's or gateway route's spec that decides its place in the order. */
interface Rank {
  priority: number;
  length: number;
  sort: number;
  conditions: number;
}

/** What the order needs of any of the match shapes: of routes and gateway routes, of http, http2, grpc and tcp. */
interface AnyMatch {
  prefix?: string;
  path?: { exact?: string; regex?: string };
  serviceName?: string;
  methodName?: string;
  headers?: readonly unknown[];
  queryParameters?: readonly unknown[];
  metadata?: readonly unknown[];
  method?: string;
  scheme?: string;
  hostname?: unknown;
}

const UNSET_PRIORITY = Number.POSITIVE_INFINITY;
const EXACT = 0;
const REGEX = 1;
const PREFIX = 2;

/**
 * The order in which a proxy tries the routes of a router (or the gateway routes of a gateway): priority ascending
 * with unset last, then the longer path, then exact before regex before prefix, then more conditions, then the name
 * (App Mesh sorted by length; Envoy takes the first match).
 *
 * @example [...routes].sort(compareRoutes)
 */
export function compareRoutes(
  a: { name: string; spec: RouteSpec | GatewayRouteSpec },
  b: { name: string; spec: RouteSpec | GatewayRouteSpec },
): number {
  const left = rankOf(a.spec);
  const right = rankOf(b.spec);
  if (left.priority !== right.priority) return left.priority < right.priority ? -1 : 1;
  return (
    right.length - left.length ||
    left.sort - right.sort ||
    right.conditions - left.conditions ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}

function rankOf(spec: RouteSpec | GatewayRouteSpec): Rank {
  const grpc: AnyMatch | undefined = spec.grpcRoute?.match;
  const http: AnyMatch = (spec.httpRoute ?? spec.http2Route)?.match ?? {};
  const path = grpc ? grpcPath(grpc) : httpPath(http);
  return {
    priority: spec.priority ?? UNSET_PRIORITY,
    length: path.text.length,
    sort: path.sort,
    conditions: conditionsOf(grpc ?? http),
  };
}

function httpPath(match: AnyMatch): { text: string; sort: number } {
  if (match.path?.exact !== undefined) return { text: match.path.exact, sort: EXACT };
  if (match.path?.regex !== undefined) return { text: match.path.regex, sort: REGEX };
  return { text: match.prefix ?? '/', sort: PREFIX };
}

function grpcPath(match: AnyMatch): { text: string; sort: number } {
  if (match.serviceName === undefined) return { text: '/', sort: PREFIX };
  if (match.methodName === undefined) return { text: `/${match.serviceName}/`, sort: PREFIX };
  return { text: `/${match.serviceName}/${match.methodName}`, sort: EXACT };
}

function conditionsOf(match: AnyMatch): number {
  const lists = [match.headers, match.queryParameters, match.metadata];
  const single = [match.method, match.scheme, match.hostname];
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0) + single.filter((one) => one !== undefined).length;
}
