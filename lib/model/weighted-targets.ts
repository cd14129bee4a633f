import type { GatewayRouteSpec, GatewayRouteTarget, RouteSpec, WeightedTarget } from './generated/shapes';
import { GATEWAY_ROUTE_TYPES } from './rules/gateway-route';
import { ROUTE_TYPES } from './rules/route';

export type RouteType = (typeof ROUTE_TYPES)[number];
export type GatewayRouteType = (typeof GATEWAY_ROUTE_TYPES)[number];

/** The one type that a route has; undefined only for a spec that was never validated. */
export function routeTypeOf(spec: RouteSpec): RouteType | undefined {
  return ROUTE_TYPES.find((type) => spec[type]);
}

/** The one type that a gateway route has. */
export function gatewayRouteTypeOf(spec: GatewayRouteSpec): GatewayRouteType | undefined {
  return GATEWAY_ROUTE_TYPES.find((type) => spec[type]);
}

/** Weighted targets of a route of any type. */
export function weightedTargetsOf(spec: RouteSpec): readonly WeightedTarget[] {
  const type = routeTypeOf(spec);
  return (type && spec[type]?.action.weightedTargets) ?? [];
}

/** `match.port` of a route of any type. */
export function matchPortOf(spec: RouteSpec): number | undefined {
  const type = routeTypeOf(spec);
  return (type && spec[type]?.match?.port) ?? undefined;
}

/** Target of a gateway route of any type. */
export function gatewayTargetOf(spec: GatewayRouteSpec): GatewayRouteTarget | undefined {
  const type = gatewayRouteTypeOf(spec);
  return type && spec[type]?.action.target;
}
