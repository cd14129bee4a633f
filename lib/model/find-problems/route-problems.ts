import type { Duration, WeightedTarget } from '../generated/shapes';
import type { Resource } from '../kinds';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { matchPortOf, type RouteType, routeTypeOf, weightedTargetsOf } from '../weighted-targets';
import { regexProblems } from './regex-problems';
import { problem } from './report';

/** App Mesh's own request timeout where a route gives none [UG virtual_nodes]. */
const DEFAULT_TIMEOUT_MS = 15_000;

const PROTOCOL = { httpRoute: 'http', http2Route: 'http2', grpcRoute: 'grpc', tcpRoute: 'tcp' } as const;

/** What can be said about a route by itself. */
export function routeProblems(route: Resource<'route'>): Problem[] {
  const type = routeTypeOf(route.spec);
  if (!type) return [];
  const match = type === 'tcpRoute' ? {} : (route.spec[type]?.match ?? {});
  const found = [...regexProblems(route, match, `${type}.match`), ...retryProblems(route, type)];
  if (weightedTargetsOf(route.spec).every((target) => target.weight === 0)) {
    found.push(problem(route, 'weights-sum-zero', `${type}.action.weightedTargets`));
  }
  return found;
}

/** Retries that need longer than the whole request may take end early. */
function retryProblems(route: Resource<'route'>, type: RouteType): Problem[] {
  if (type === 'tcpRoute') return [];
  const { retryPolicy, timeout } = route.spec[type] ?? {};
  const perRetry = milliseconds(retryPolicy?.perRetryTimeout);
  const whole = milliseconds(timeout?.perRequest) ?? DEFAULT_TIMEOUT_MS;
  if (!retryPolicy || perRetry === undefined || whole === 0) return [];
  if (perRetry * (retryPolicy.maxRetries + 1) <= whole) return [];
  return [problem(route, 'retries-exceed-timeout', `${type}.retryPolicy`)];
}

function milliseconds(duration: Duration | undefined): number | undefined {
  if (duration?.value === undefined) return undefined;
  return duration.unit === 'ms' ? duration.value : duration.value * 1000;
}

/** Whether a route fits its router and its targets. */
export function routeFitProblems(route: Resource<'route'>, snapshot: MeshSnapshot): Problem[] {
  const type = routeTypeOf(route.spec);
  if (!type) return [];
  const targets = weightedTargetsOf(route.spec).flatMap((target, i) => {
    const path = `${type}.action.weightedTargets[${i}]`;
    return targetProblems(route, { target, protocol: PROTOCOL[type], path }, snapshot);
  });
  return [...routerFitProblems(route, type, snapshot), ...targets];
}

function routerFitProblems(route: Resource<'route'>, type: RouteType, snapshot: MeshSnapshot): Problem[] {
  const listeners = snapshot.virtualRouters.get(route.parent ?? '')?.spec.listeners ?? [];
  const port = matchPortOf(route.spec);
  const meant = listeners.filter((listener) => port === undefined || listener.portMapping.port === port);
  if (listeners.length === 0) return [];
  if (port !== undefined && meant.length === 0) {
    return [problem(route, 'match-port-unknown', `${type}.match.port`, { port })];
  }
  const routeProtocol = PROTOCOL[type];
  const protocols = meant.map((listener) => listener.portMapping.protocol);
  if (protocols.includes(routeProtocol)) return [];
  const listenerProtocol = [...new Set(protocols)].join(', ');
  return [problem(route, 'route-protocol-mismatch', type, { routeProtocol, listenerProtocol })];
}

function targetProblems(
  route: Resource<'route'>,
  at: { target: WeightedTarget; protocol: string; path: string },
  snapshot: MeshSnapshot,
): Problem[] {
  const { target, path, protocol: routeProtocol } = at;
  const node = snapshot.virtualNodes.get(target.virtualNode);
  if (!node) return [];
  const params = { target: node.name };
  const found: Problem[] = [];
  if (!node.spec.serviceDiscovery) found.push(problem(route, 'target-without-discovery', path, params));
  const listeners = (node.spec.listeners ?? []).map((listener) => listener.portMapping);
  const meant = listeners.filter(({ port }) => target.port === undefined || port === target.port);
  if (target.port === undefined && listeners.length > 1) {
    found.push(problem(route, 'target-port-missing', path, params));
  } else if (target.port !== undefined && meant.length === 0) {
    found.push(problem(route, 'target-port-unknown', `${path}.port`, { ...params, port: target.port }));
  } else if (!meant.some(({ protocol }) => protocol === routeProtocol)) {
    found.push(problem(route, 'target-protocol-mismatch', path, { ...params, routeProtocol }));
  }
  return found;
}
