import {
  type GatewayRouteSpec,
  gatewayRouteTypeOf,
  type PortProtocol,
  type RouteSpec,
  routeTypeOf,
  type VirtualNodeSpec,
  type WeightedTarget,
} from '@/lib/model';

/** The route with other targets; everything else as stored. */
export function withTargets(spec: RouteSpec, weightedTargets: readonly WeightedTarget[]): RouteSpec {
  const changed = structuredClone(spec);
  const type = routeTypeOf(changed);
  const body = type && changed[type];
  if (body) body.action = { ...body.action, weightedTargets: [...weightedTargets] };
  return changed;
}

/** The gateway route with another service behind it. A port of the old one is dropped: it was one of its listeners. */
export function withGatewayTarget(spec: GatewayRouteSpec, virtualServiceName: string): GatewayRouteSpec {
  const changed = structuredClone(spec);
  const type = gatewayRouteTypeOf(changed);
  const body = type && changed[type];
  if (body) body.action.target = { virtualService: { virtualServiceName } };
  return changed;
}

/** The node with one more backend. */
export function withBackend(spec: VirtualNodeSpec, virtualServiceName: string): VirtualNodeSpec {
  return { ...spec, backends: [...(spec.backends ?? []), { virtualService: { virtualServiceName } }] };
}

/** The node without that backend. */
export function withoutBackend(spec: VirtualNodeSpec, service: string): VirtualNodeSpec {
  const backends = (spec.backends ?? []).filter((one) => one.virtualService?.virtualServiceName !== service);
  return { ...spec, backends };
}

/** Whether the node lists that service among its backends. */
export function hasBackend(spec: VirtualNodeSpec, service: string): boolean {
  return (spec.backends ?? []).some((one) => one.virtualService?.virtualServiceName === service);
}

/** Which listener of a node a target means: none where it has one at most, else the first of the route's protocol. */
export function targetPort(spec: VirtualNodeSpec, protocol: PortProtocol | undefined): number | undefined {
  const listeners = spec.listeners ?? [];
  if (listeners.length < 2) return undefined;
  const fitting = listeners.find(({ portMapping }) => portMapping.protocol === protocol) ?? listeners[0];
  return fitting?.portMapping.port;
}

/** Whether a listener of the node speaks the protocol; nodes without listeners say nothing about it. */
export function speaks(spec: VirtualNodeSpec, protocol: PortProtocol | undefined): boolean {
  const listeners = spec.listeners ?? [];
  return listeners.length === 0 || listeners.some(({ portMapping }) => portMapping.protocol === protocol);
}
