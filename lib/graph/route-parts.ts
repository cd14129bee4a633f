import {
  type GatewayRouteSpec,
  type GrpcGatewayRoute,
  type HttpGatewayRoute,
  type PortProtocol,
  type RouteSpec,
  type TcpRoute,
  type WeightedTarget,
  weightedTargetsOf,
} from '@/lib/model';

type RouteBody = NonNullable<RouteSpec['httpRoute'] | RouteSpec['grpcRoute'] | RouteSpec['tcpRoute']>;

/** A route's protocol and body; undefined for a spec that holds none of the four. */
export function routeBody(spec: RouteSpec): { protocol: PortProtocol; body: RouteBody } | undefined {
  if (spec.httpRoute) return { protocol: 'http', body: spec.httpRoute };
  if (spec.http2Route) return { protocol: 'http2', body: spec.http2Route };
  if (spec.grpcRoute) return { protocol: 'grpc', body: spec.grpcRoute };
  return spec.tcpRoute && { protocol: 'tcp', body: spec.tcpRoute };
}

/**
 * The same route with these weights; everything else stays as stored. Undefined when the route no longer has the very
 * targets that the weights are for, so that nobody's new target gets another one's weight.
 */
export function withWeights(spec: RouteSpec, wanted: readonly WeightedTarget[]): RouteSpec | undefined {
  const changed = structuredClone(spec);
  const targets = weightedTargetsOf(changed);
  if (!sameTargets(targets, wanted)) return undefined;
  targets.forEach((target, index) => {
    target.weight = wanted[index]?.weight ?? target.weight;
  });
  return changed;
}

/** Whether two lists name the same targets in the same order, whatever their weights. */
export function sameTargets(a: readonly WeightedTarget[], b: readonly WeightedTarget[]): boolean {
  const text = (target: WeightedTarget) => `${target.virtualNode}:${target.port ?? ''}`;
  return a.length === b.length && a.every((target, index) => text(target) === text(b[index] ?? target));
}

/** A gateway route's protocol and body. */
export function gatewayRouteBody(
  spec: GatewayRouteSpec,
): { protocol: PortProtocol; body: HttpGatewayRoute | GrpcGatewayRoute } | undefined {
  if (spec.httpRoute) return { protocol: 'http', body: spec.httpRoute };
  if (spec.http2Route) return { protocol: 'http2', body: spec.http2Route };
  return spec.grpcRoute && { protocol: 'grpc', body: spec.grpcRoute };
}

interface ValueMatch {
  exact?: string;
  prefix?: string;
  suffix?: string;
  regex?: string;
  range?: { start: number; end: number };
}

interface Condition {
  name: string;
  invert?: boolean;
  match?: ValueMatch;
}

interface LooseMatch {
  prefix?: string;
  path?: { exact?: string; regex?: string };
  method?: string;
  scheme?: string;
  hostname?: { exact?: string; suffix?: string };
  headers?: readonly Condition[];
  queryParameters?: readonly { name: string; match?: { exact?: string } }[];
  metadata?: readonly Condition[];
  serviceName?: string;
  methodName?: string;
  port?: number;
}

/**
 * The condition of a route or gateway route on one line, the same in every language. Signs: `/x*` prefix, `/x` exact
 * path, `~x` regex, `!` inverted, `?k=v` query. A bare `/` prefix is left out when something narrower is there.
 *
 * @example `GET /cart*`, `x-canary: yes`, `shop.Cart/Add`, `/`
 */
export function matchSummary(spec: RouteSpec | GatewayRouteSpec): string {
  if ('tcpRoute' in spec && spec.tcpRoute) return tcpSummary(spec.tcpRoute);
  const grpc: LooseMatch | undefined = spec.grpcRoute?.match;
  const match: LooseMatch = grpc ?? (spec.httpRoute ?? spec.http2Route)?.match ?? {};
  const path = grpc ? grpcPath(grpc) : httpPath(match);
  const conditions = conditionTexts(match);
  const method = match.method === undefined ? [] : [match.method];
  return [...method, ...(path === '/' && conditions.length > 0 ? [] : [path]), ...conditions].join(' ');
}

function tcpSummary(route: TcpRoute): string {
  return route.match?.port === undefined ? 'tcp' : `tcp :${route.match.port}`;
}

function httpPath(match: LooseMatch): string {
  if (match.path?.exact !== undefined) return match.path.exact;
  if (match.path?.regex !== undefined) return `~${match.path.regex}`;
  const prefix = match.prefix ?? '/';
  return prefix === '/' ? '/' : `${prefix}*`;
}

function grpcPath(match: LooseMatch): string {
  if (match.serviceName === undefined) return '/';
  return `${match.serviceName}/${match.methodName ?? '*'}`;
}

function conditionTexts(match: LooseMatch): string[] {
  return [
    ...(match.hostname ? [match.hostname.exact ?? `*${match.hostname.suffix ?? ''}`] : []),
    ...(match.scheme === undefined ? [] : [`${match.scheme}://`]),
    ...(match.headers ?? []).map(conditionText),
    ...(match.metadata ?? []).map(conditionText),
    ...(match.queryParameters ?? []).map((q) => `?${q.name}${q.match?.exact === undefined ? '' : `=${q.match.exact}`}`),
    ...(match.port === undefined ? [] : [`:${match.port}`]),
  ];
}

function conditionText(condition: Condition): string {
  const text = condition.match ? `${condition.name}: ${valueText(condition.match)}` : condition.name;
  return condition.invert ? `!${text}` : text;
}

function valueText(match: ValueMatch): string {
  if (match.exact !== undefined) return match.exact;
  if (match.prefix !== undefined) return `${match.prefix}*`;
  if (match.suffix !== undefined) return `*${match.suffix}`;
  if (match.regex !== undefined) return `~${match.regex}`;
  return match.range ? `${match.range.start}–<${match.range.end}` : '';
}
