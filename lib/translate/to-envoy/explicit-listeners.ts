import { ListenerSchema, TrafficDirection } from '@/lib/envoy-api';
import type { IngressIr } from '../ir/node';
import type { EncodedResource } from '../types';
import { socketAddress } from './address';
import type { TcpChainIr } from './intercept-listeners';
import { type Chain, egressHttpChain, egressTcpChain, ingressChain, type ListenerContext } from './listener-parts';
import { securedChains, tlsInspector } from './tls-chains';
import { encodeResource } from './wire';

/** A place to listen on, in a data plane without iptables. */
interface Place {
  address: string;
  port: number;
}

/** Listener in front of the application, for one listener of the node. */
export function explicitIngress(context: ListenerContext, place: Place, listener: IngressIr): EncodedResource {
  return listenerOn(
    'ingress',
    place,
    securedChains(ingressChain(context, listener), listener),
    tlsInspector([listener], false),
  );
}

/** The one listener for all HTTP backends, by Host header or as HTTP_PROXY. */
export function explicitEgressHttp(context: ListenerContext, place: Place): EncodedResource {
  return listenerOn('egress', place, [egressHttpChain(context, place.port)]);
}

/** Listener for one TCP backend. */
export function explicitEgressTcp(context: ListenerContext, place: Place, chain: TcpChainIr): EncodedResource {
  return listenerOn('egress', place, [egressTcpChain(context, chain.port, chain.plan)]);
}

function listenerOn(
  direction: 'ingress' | 'egress',
  { address, port }: Place,
  filterChains: Chain[],
  listenerFilters: ReturnType<typeof tlsInspector> = [],
): EncodedResource {
  return encodeResource('listener', ListenerSchema, {
    name: `lds_${direction}_${address}_${port}`,
    address: socketAddress(address, port),
    listenerFilters,
    filterChains,
    trafficDirection: direction === 'ingress' ? TrafficDirection.INBOUND : TrafficDirection.OUTBOUND,
  });
}
