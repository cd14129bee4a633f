import { Cluster_DiscoveryType, ClusterSchema } from '@/lib/envoy-api';
import type { GatewayIr, GatewayListenerIr } from '../ir/gateway';
import type { EncodedResource } from '../types';
import { oneEndpoint, protocolOptions } from './cluster-parts';
import { type SecondHop, selfRedirectName } from './gateway-names';
import { circuitBreakers } from './protection';
import { duration, encodeResource } from './wire';

/** From a listener of the gateway to its own second hop. */
export function selfRedirectCluster(gateway: GatewayIr, listener: GatewayListenerIr, hop: SecondHop): EncodedResource {
  const name = selfRedirectName(gateway, listener, hop);
  return encodeResource('cluster', ClusterSchema, {
    name,
    clusterDiscoveryType: { case: 'type', value: Cluster_DiscoveryType.STATIC },
    connectTimeout: duration(250),
    circuitBreakers: circuitBreakers(listener.pool),
    typedExtensionProtocolOptions: protocolOptions(listener.protocol),
    loadAssignment: oneEndpoint(name, hop.address, hop.port),
  });
}
