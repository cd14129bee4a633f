import type { GrpcRoute, HttpRoute, MeshSnapshot, PortProtocol, Resource, RouteTag } from '@/lib/model';
import type { ActionIr, HttpRouteIr, ShareIr } from '../ir/route';
import { DEFAULT_IDLE_TIMEOUT_MS, DEFAULT_REQUEST_TIMEOUT_MS, milliseconds } from './durations';
import { type CheckedMatch, grpcMatch, httpMatch } from './match';
import { HIDDEN_RETRY_POLICY, retryIr } from './retry';
import { findTarget, shareIr } from './targets';

type HttpKind = Exclude<PortProtocol, 'tcp'>;

/** What an http, http2 and gRPC route have in common, with its conditions already read. */
interface Typed {
  protocol: HttpKind;
  route: HttpRoute | GrpcRoute;
  checked: CheckedMatch;
}

/**
 * A route for a listener that speaks `listenerProtocol`; undefined for a TCP route. A route of another HTTP kind than
 * the listener's keeps its place and answers 503: App Mesh dropped it silently, and the routes below it got its
 * requests.
 */
export function httpRouteIr(
  snapshot: MeshSnapshot,
  route: Resource<'route'>,
  service: string,
  listenerProtocol: HttpKind,
): HttpRouteIr | undefined {
  const typed = typedRoute(route);
  if (!typed) return undefined;
  return {
    tag: { virtualService: service, virtualRouter: route.parent ?? '', route: route.name },
    match: typed.checked.match,
    action: actionOf(snapshot, typed, listenerProtocol),
  };
}

function typedRoute({ spec }: Resource<'route'>): Typed | undefined {
  const { httpRoute, http2Route, grpcRoute } = spec;
  if (httpRoute) return { protocol: 'http', route: httpRoute, checked: httpMatch(httpRoute.match) };
  if (http2Route) return { protocol: 'http2', route: http2Route, checked: httpMatch(http2Route.match) };
  if (grpcRoute) return { protocol: 'grpc', route: grpcRoute, checked: grpcMatch(grpcRoute.match) };
  return undefined;
}

function actionOf(snapshot: MeshSnapshot, typed: Typed, listenerProtocol: HttpKind): ActionIr {
  const { protocol, route, checked } = typed;
  if (checked.unsupported !== undefined) return { do: 'refuse', reason: checked.unsupported };
  if (protocol !== listenerProtocol) {
    return { do: 'refuse', reason: `a route of type ${protocol} on a listener of type ${listenerProtocol}` };
  }
  const shares = route.action.weightedTargets.map((target) => shareIr(snapshot, protocol, target));
  return {
    do: 'forward',
    shares,
    timeoutMs: milliseconds(route.timeout?.perRequest) ?? DEFAULT_REQUEST_TIMEOUT_MS,
    idleTimeoutMs: milliseconds(route.timeout?.idle) ?? DEFAULT_IDLE_TIMEOUT_MS,
    retry: retryIr(route.retryPolicy),
  };
}

/** The one route of a service that a virtual node provides: everything to it, with App Mesh's fixed settings. */
export function nodeProviderRouteIr(
  snapshot: MeshSnapshot,
  node: Resource<'virtualNode'>,
  service: string,
  listener: { protocol: HttpKind; port: number },
): HttpRouteIr {
  const tag: RouteTag = { virtualService: service };
  const share: ShareIr = { weight: 1, target: findTarget(snapshot, node, listener.protocol, listener.port) };
  return {
    tag,
    match: { path: { is: 'prefix', text: '/' }, headers: [], query: [] },
    action: {
      do: 'forward',
      shares: [share],
      timeoutMs: DEFAULT_REQUEST_TIMEOUT_MS,
      idleTimeoutMs: DEFAULT_IDLE_TIMEOUT_MS,
      retry: HIDDEN_RETRY_POLICY,
    },
  };
}
