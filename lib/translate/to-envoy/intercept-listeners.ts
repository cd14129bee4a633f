import { ListenerSchema, TrafficDirection } from '@/lib/envoy-api';
import type { TcpServicePortIr } from '../ir/service';
import type { EncodedResource } from '../types';
import { anyAddress } from './address';
import {
  type Chain,
  egressHttpChain,
  egressTcpChain,
  ingressChain,
  type ListenerContext,
  ORIGINAL_DESTINATION,
  passThroughChain,
  TLS_INSPECTOR_ON_443,
} from './listener-parts';
import { allowAllClusterName, amazonClusterName } from './special-clusters';
import type { TcpPlan } from './tcp-plan';
import { securedChains, tlsInspector } from './tls-chains';
import { encodeResource } from './wire';

const INGRESS_PORT = 15000;
const EGRESS_PORT = 15001;

/** A TCP service port with its plan. */
export interface TcpChainIr {
  port: TcpServicePortIr;
  plan: TcpPlan;
}

/** The ingress listener behind iptables; none where the node serves nothing (Envoy refuses one without chains). */
export function interceptIngress(context: ListenerContext): EncodedResource | undefined {
  const { node } = context;
  if (node.ingress.length === 0) return undefined;
  return encodeResource('listener', ListenerSchema, {
    name: `lds_ingress_0.0.0.0_${INGRESS_PORT}`,
    address: anyAddress(node.ipPreference, INGRESS_PORT),
    listenerFilters: [ORIGINAL_DESTINATION, ...tlsInspector(node.ingress, true)],
    filterChains: node.ingress.flatMap((listener) =>
      securedChains(ingressChain(context, listener), listener, listener.port),
    ),
    trafficDirection: TrafficDirection.INBOUND,
  });
}

/**
 * The egress listener behind iptables: a chain for each port of the backends, one for AWS, and for everything else a
 * default chain where the mesh allows it. Without that, other connections are closed.
 */
export function interceptEgress(
  context: ListenerContext,
  httpPorts: readonly number[],
  tcp: readonly TcpChainIr[],
): EncodedResource {
  const { mesh, allowAll, ipPreference } = context.node;
  return encodeResource('listener', ListenerSchema, {
    name: `lds_egress_0.0.0.0_${EGRESS_PORT}`,
    address: anyAddress(ipPreference, EGRESS_PORT),
    listenerFilters: [ORIGINAL_DESTINATION, TLS_INSPECTOR_ON_443],
    filterChains: [
      ...httpPorts.map((port) => onPort(port, egressHttpChain(context, port))),
      ...tcp.map(({ port, plan }) => onPort(port.port, egressTcpChain(context, port, plan))),
      {
        ...passThroughChain(context, 'egress_amazonaws', amazonClusterName(mesh)),
        filterChainMatch: { destinationPort: 443, serverNames: ['*.amazonaws.com'] },
      },
    ],
    ...(allowAll && {
      defaultFilterChain: passThroughChain(context, 'egress_mesh-allow-all', allowAllClusterName(mesh)),
    }),
    trafficDirection: TrafficDirection.OUTBOUND,
  });
}

function onPort(destinationPort: number, chain: Chain): Chain {
  return { ...chain, filterChainMatch: { destinationPort } };
}
