import type { GatewayRouteHostnameMatch, GatewayRouteTarget } from '../generated/shapes';
import type { Resource } from '../kinds';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { type GatewayRouteType, gatewayRouteTypeOf, gatewayTargetOf } from '../weighted-targets';
import { regexProblems } from './regex-problems';
import { problem } from './report';

const PROTOCOL = { httpRoute: 'http', http2Route: 'http2', grpcRoute: 'grpc' } as const;

/** What can be said about a gateway route by itself. */
export function gatewayRouteProblems(route: Resource<'gatewayRoute'>): Problem[] {
  const type = gatewayRouteTypeOf(route.spec);
  const match = type && route.spec[type]?.match;
  if (!match) return [];
  return [...regexProblems(route, match, `${type}.match`), ...hostnameProblems(route, match.hostname, type)];
}

/** A name with a star elsewhere than before a suffix, or with nothing beside one, is no host's. */
function hostnameProblems(
  route: Resource<'gatewayRoute'>,
  hostname: GatewayRouteHostnameMatch | undefined,
  type: GatewayRouteType,
): Problem[] {
  const member = hostname?.exact !== undefined ? 'exact' : 'suffix';
  const given = hostname?.[member];
  if (given === undefined) return [];
  const text = member === 'suffix' ? given.replace(/^\*/, '') : given;
  if (text !== '' && !/[*\s\0]/.test(text)) return [];
  return [problem(route, 'gateway-hostname-never-matches', `${type}.match.hostname.${member}`, { hostname: given })];
}

/** Whether a gateway route fits its gateway and leads anywhere. */
export function gatewayRouteFitProblems(route: Resource<'gatewayRoute'>, snapshot: MeshSnapshot): Problem[] {
  const type = gatewayRouteTypeOf(route.spec);
  const target = gatewayTargetOf(route.spec);
  if (!type || !target) return [];
  return [...listenerProblems(route, type, snapshot), ...targetProblems(route, { target, type }, snapshot)];
}

function listenerProblems(route: Resource<'gatewayRoute'>, type: GatewayRouteType, snapshot: MeshSnapshot): Problem[] {
  const listeners = snapshot.virtualGateways.get(route.parent ?? '')?.spec.listeners ?? [];
  const port = route.spec[type]?.match.port;
  const meant = listeners.filter((listener) => port === undefined || listener.portMapping.port === port);
  if (listeners.length === 0) return [];
  if (port !== undefined && meant.length === 0) {
    return [problem(route, 'gateway-match-port-unknown', `${type}.match.port`, { port })];
  }
  const routeProtocol = PROTOCOL[type];
  const protocols = meant.map((listener) => listener.portMapping.protocol);
  if (protocols.includes(routeProtocol)) return [];
  const listenerProtocol = [...new Set(protocols)].join(', ');
  return [problem(route, 'gateway-route-protocol-mismatch', type, { routeProtocol, listenerProtocol })];
}

function targetProblems(
  route: Resource<'gatewayRoute'>,
  { target, type }: { target: GatewayRouteTarget; type: GatewayRouteType },
  snapshot: MeshSnapshot,
): Problem[] {
  const service = target.virtualService.virtualServiceName;
  const provider = snapshot.virtualServices.get(service)?.spec.provider;
  const path = `${type}.action.target`;
  if (!provider) return [problem(route, 'gateway-target-without-provider', path, { service })];
  const { virtualRouter, virtualNode } = provider;
  const owner = virtualRouter
    ? snapshot.virtualRouters.get(virtualRouter.virtualRouterName)
    : snapshot.virtualNodes.get(virtualNode?.virtualNodeName ?? '');
  const http = (owner?.spec.listeners ?? []).filter(({ portMapping }) => portMapping.protocol !== 'tcp');
  const fitting = http.filter(({ portMapping }) => (target.port ?? portMapping.port) === portMapping.port);
  if (fitting.length === 0) return [problem(route, 'gateway-target-without-listener', path, { service })];
  if (target.port === undefined && new Set(http.map(({ portMapping }) => portMapping.port)).size > 1) {
    return [problem(route, 'gateway-target-port-missing', `${path}.port`, { service })];
  }
  return [];
}
