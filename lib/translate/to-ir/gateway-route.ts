import type {
  GatewayRouteTarget,
  GrpcGatewayRoute,
  HttpGatewayRoute,
  HttpGatewayRouteRewrite,
  MeshSnapshot,
  Resource,
  VirtualGatewayPortProtocol,
} from '@/lib/model';
import type { GatewayActionIr, GatewayRouteIr, PathRewriteIr } from '../ir/gateway';
import type { MatchIr } from '../ir/route';
import type { HttpServicePortIr } from '../ir/service';
import { type HostMatch, hostMatchOf } from './gateway-host-match';
import type { HostedRoute } from './gateway-hosts';
import { type CheckedMatch, grpcMatch, httpMatch } from './match';
import { serviceIr } from './service';

interface Typed {
  protocol: VirtualGatewayPortProtocol;
  route: HttpGatewayRoute | GrpcGatewayRoute;
  checked: CheckedMatch;
  host: HostMatch | undefined;
}

/** A gateway route as one listener has it, and the service port that it leads to. */
export interface ReadGatewayRoute extends HostedRoute {
  target: GatewayTarget | undefined;
}

/** A service port that gateway routes lead to. */
export interface GatewayTarget {
  /** What the first hop calls it: the service, with the port unless that is the provider's first. */
  key: string;
  port: HttpServicePortIr;
}

/**
 * A gateway route for a listener that speaks `listenerProtocol`; undefined where no request can meet its hostname. One
 * of another type than the listener, or without a way to its target, keeps its place and answers 503.
 */
export function gatewayRouteIr(
  snapshot: MeshSnapshot,
  resource: Resource<'gatewayRoute'>,
  listenerProtocol: VirtualGatewayPortProtocol,
): ReadGatewayRoute | undefined {
  const typed = typedRoute(resource);
  if (!typed?.host) return undefined;
  const found = findGatewayTarget(snapshot, typed.route.action.target);
  const reason =
    typed.checked.unsupported ??
    (typed.protocol === listenerProtocol
      ? undefined
      : `a gateway route of type ${typed.protocol} on a listener of type ${listenerProtocol}`);
  const refusal = reason ?? ('reason' in found ? found.reason : undefined);
  if (refusal !== undefined || 'reason' in found) {
    const action = { do: 'refuse', reason: refusal ?? '' } as const;
    return {
      host: typed.host,
      target: undefined,
      routes: [{ name: resource.name, match: typed.checked.match, action }],
    };
  }
  return { host: typed.host, target: found, routes: forwardRoutes(resource.name, typed, found) };
}

function typedRoute({ spec }: Resource<'gatewayRoute'>): Typed | undefined {
  const { httpRoute, http2Route, grpcRoute } = spec;
  if (grpcRoute) {
    const { match } = grpcRoute;
    return { protocol: 'grpc', route: grpcRoute, checked: grpcMatch(match), host: hostMatchOf(match.hostname) };
  }
  const route = httpRoute ?? http2Route;
  if (!route) return undefined;
  const protocol = httpRoute ? 'http' : 'http2';
  return { protocol, route, checked: httpMatch(route.match), host: hostMatchOf(route.match.hostname) };
}

/**
 * The port of a service that a gateway route means, among those spoken to in HTTP of any kind: the one it names, or
 * the only one. The reason where there is none.
 */
export function findGatewayTarget(
  snapshot: MeshSnapshot,
  { virtualService, port }: GatewayRouteTarget,
): GatewayTarget | { reason: string } {
  const { virtualServiceName: name } = virtualService;
  const service = serviceIr(snapshot, name);
  if (!service) return { reason: `virtual service ${name} does not exist` };
  if (service.ports.length === 0) return { reason: `virtual service ${name} has no provider` };
  const http = service.ports.filter((one) => one.kind === 'http');
  const fitting = http.filter((one) => port === undefined || one.port === port);
  const [found] = fitting;
  if (!found)
    return { reason: `virtual service ${name} has no HTTP listener${port === undefined ? '' : ` on ${port}`}` };
  if (fitting.length > 1) return { reason: `virtual service ${name} has several listeners and no port is named` };
  return { key: found === http[0] ? name : `${name}:${found.port}`, port: found };
}

function forwardRoutes(name: string, { route, checked }: Typed, target: GatewayTarget): GatewayRouteIr[] {
  const rewrite: HttpGatewayRouteRewrite = route.action.rewrite ?? {};
  const keepsHost = rewrite.hostname?.defaultTargetHostname === 'DISABLED';
  const host = keepsHost ? undefined : target.key;
  return pathRewrites(checked.match, rewrite).map(({ match, path }) => {
    const action: GatewayActionIr = { do: 'forward', target: target.key, host, path };
    return { name, match, action };
  });
}

interface Rewritten {
  match: MatchIr;
  path: PathRewriteIr | undefined;
}

/**
 * How a route rewrites paths: a prefix becomes `/` unless it says otherwise, other paths stay. Where the new prefix ends
 * with a slash and the old one does not, the old one is matched with its slash first: `/x/1` would become `//1` else.
 */
function pathRewrites(match: MatchIr, { prefix, path }: HttpGatewayRouteRewrite): Rewritten[] {
  if (path?.exact !== undefined) return [{ match, path: { kind: 'replace', text: path.exact } }];
  if (match.path.is !== 'prefix') return [{ match, path: undefined }];
  const from = match.path.text;
  const to = prefix?.value ?? (prefix?.defaultPrefix === 'DISABLED' ? from : '/');
  if (to === from) return [{ match, path: undefined }];
  const rewritten: Rewritten = { match, path: { kind: 'prefix', text: to } };
  if (from.endsWith('/') || !to.endsWith('/')) return [rewritten];
  return [{ ...rewritten, match: { ...match, path: { is: 'prefix', text: `${from}/` } } }, rewritten];
}
