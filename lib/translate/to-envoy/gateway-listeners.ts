import { type AddressSchema, ListenerSchema, TrafficDirection } from '@/lib/envoy-api';
import type { GatewayIr, GatewayListenerIr } from '../ir/gateway';
import type { EncodedResource, ProxyProfile } from '../types';
import { httpLogs } from './access-log';
import { anyAddress, socketAddress } from './address';
import type { SecondHop } from './gateway-names';
import type { Chain } from './listener-parts';
import { httpConnectionManager } from './network-filters';
import { routeConfigName } from './route-config';
import { securedChains, tlsInspector } from './tls-chains';
import { encodeResource, type Init } from './wire';

/** Where one listener of a gateway is bound. */
export interface GatewayPlace {
  listener: GatewayListenerIr;
  name: string;
  address: Init<typeof AddressSchema>;
  port: number;
}

/**
 * Where a gateway's listeners are bound: their own ports in App Mesh's data plane, as a gateway has no iptables before
 * it, or those that an explicit profile gives them. One that would take the port of an earlier one, or of the second
 * hop, is left out, since Envoy would refuse it.
 */
export function gatewayPlaces(gateway: GatewayIr, { dataplane }: ProxyProfile, hop: SecondHop): GatewayPlace[] {
  const taken = new Set([hop.port]);
  const free = ({ port }: GatewayPlace) => !taken.has(port) && taken.add(port);
  if (dataplane.mode === 'intercept') {
    return gateway.listeners
      .map((listener) => ({
        listener,
        port: listener.port,
        name: `lds_ingress_0.0.0.0_${listener.port}`,
        address: anyAddress(gateway.ipPreference, listener.port),
      }))
      .filter(free);
  }
  return gateway.listeners
    .flatMap((listener) => {
      const port = dataplane.listeners.find((one) => one.port === listener.port)?.ingressPort;
      if (port === undefined) return [];
      const name = `lds_ingress_${dataplane.address}_${port}`;
      return [{ listener, port, name, address: socketAddress(dataplane.address, port) }];
    })
    .filter(free);
}

/** A listener of the gateway itself. Our own log is of the second hop: a request counts once. */
export function gatewayListener(gateway: GatewayIr, { listener, name, address }: GatewayPlace): EncodedResource {
  const { protocol, port } = listener;
  const chain: Chain = {
    name: `ingress_${protocol}_${port}`,
    filters: [
      httpConnectionManager({
        statPrefix: gateway.listenerCount > 1 ? `ingress.${protocol}.${port}` : 'ingress',
        routeConfig: routeConfigName('ingress', port),
        accessLog: httpLogs('ingress', gateway.fileLog, undefined),
      }),
    ],
  };
  return encodeResource('listener', ListenerSchema, {
    name,
    address,
    listenerFilters: tlsInspector([listener], false),
    filterChains: securedChains(chain, listener),
    trafficDirection: TrafficDirection.INBOUND,
  });
}

/** The second hop: from the gateway's own listeners to the services. */
export function secondHopListener(gateway: GatewayIr, profile: ProxyProfile, hop: SecondHop): EncodedResource {
  return encodeResource('listener', ListenerSchema, {
    name: hop.name,
    address: socketAddress(hop.address, hop.port),
    filterChains: [
      {
        name: 'egress_http',
        filters: [
          httpConnectionManager({
            statPrefix: 'egress',
            routeConfig: routeConfigName('egress', hop.port),
            accessLog: httpLogs('egress', gateway.fileLog, profile.accessLog),
          }),
        ],
      },
    ],
    trafficDirection: TrafficDirection.OUTBOUND,
  });
}
