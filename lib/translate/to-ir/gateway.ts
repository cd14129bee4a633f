import { compareRoutes, type MeshSnapshot, type Resource, type VirtualGatewayListener } from '@/lib/model';
import type { GatewayIr, GatewayListenerIr, GatewayTargetIr } from '../ir/gateway';
import { gatewayPolicy } from './client-policy';
import { gatewayHosts } from './gateway-hosts';
import { gatewayRouteIr, type ReadGatewayRoute } from './gateway-route';
import { portHost } from './hosts';
import { fileLogIr } from './node';
import { poolIr } from './protection';
import { uniqueListeners } from './targets';
import { serverTlsIr } from './tls';

/** A virtual gateway with its routes. */
export function gatewayIr(snapshot: MeshSnapshot, gateway: Resource<'virtualGateway'>): GatewayIr {
  const { spec } = gateway;
  const ordered = [...(snapshot.gatewayRoutes.get(gateway.name) ?? [])].sort(compareRoutes);
  const served = uniqueListeners(spec.listeners).map((listener) => ({
    listener,
    routes: routesOn(snapshot, listener, ordered),
  }));
  return {
    mesh: snapshot.mesh.name,
    virtualGateway: gateway.name,
    ipPreference: snapshot.mesh.spec.serviceDiscovery?.ipPreference,
    listeners: served.map(({ listener, routes }) => listenerIr(listener, routes)),
    listenerCount: spec.listeners.length,
    fileLog: fileLogIr(spec.logging),
    targets: targetsOf(
      gateway,
      served.flatMap(({ routes }) => routes),
    ),
  };
}

function routesOn(
  snapshot: MeshSnapshot,
  { portMapping: { port, protocol } }: VirtualGatewayListener,
  ordered: readonly Resource<'gatewayRoute'>[],
): ReadGatewayRoute[] {
  return ordered
    .filter(({ spec }) => {
      const match = (spec.httpRoute ?? spec.http2Route ?? spec.grpcRoute)?.match;
      return (match?.port ?? port) === port;
    })
    .map((route) => gatewayRouteIr(snapshot, route, protocol))
    .filter((route) => route !== undefined);
}

function listenerIr(listener: VirtualGatewayListener, routes: readonly ReadGatewayRoute[]): GatewayListenerIr {
  const { port, protocol } = listener.portMapping;
  return { port, protocol, hosts: gatewayHosts(routes), pool: poolIr(listener), tls: serverTlsIr(listener.tls) };
}

/** Each service port that routes lead to once, by its key. */
function targetsOf({ spec }: Resource<'virtualGateway'>, routes: readonly ReadGatewayRoute[]): GatewayTargetIr[] {
  const policy = gatewayPolicy(spec);
  const ports = new Map(routes.flatMap(({ target }) => (target ? [[target.key, target.port] as const] : [])));
  return [...ports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, port]) => ({ key, host: portHost(port, policy) }));
}
