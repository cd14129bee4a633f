import {
  type FilterChainSchema,
  type ListenerFilterSchema,
  OriginalDstSchema,
  TlsInspectorSchema,
} from '@/lib/envoy-api';
import { ingressClusterName } from '@/lib/model';
import type { IngressIr, NodeIr } from '../ir/node';
import type { TcpServicePortIr } from '../ir/service';
import type { ProxyProfile } from '../types';
import { httpLogs, tcpLogs } from './access-log';
import { httpConnectionManager, tcpProxy } from './network-filters';
import { routeConfigName } from './route-config';
import type { TcpPlan } from './tcp-plan';
import { any, type Init } from './wire';

export type Chain = Init<typeof FilterChainSchema>;

/** What every chain of one proxy needs to know. */
export interface ListenerContext {
  node: NodeIr;
  profile: ProxyProfile;
}

/** Chain for one listener of the node: HTTP kinds through a route configuration, TCP straight on. */
export function ingressChain({ node, profile }: ListenerContext, listener: IngressIr): Chain {
  const { protocol, port } = listener;
  const statPrefix = node.listenerCount > 1 ? `ingress.${protocol}.${port}` : 'ingress';
  const name = `ingress_${protocol}_${port}`;
  if (protocol === 'tcp') {
    const cluster = ingressClusterName(node.mesh, node.virtualNode, protocol, port);
    return {
      name,
      filters: [
        tcpProxy({
          statPrefix,
          clusters: [{ name: cluster, weight: 1 }],
          accessLog: tcpLogs('ingress', profile.accessLog),
          idleTimeoutMs: listener.idleTimeoutMs,
        }),
      ],
    };
  }
  return {
    name,
    filters: [
      httpConnectionManager({
        statPrefix,
        routeConfig: routeConfigName('ingress', port),
        accessLog: httpLogs('ingress', node.fileLog, profile.accessLog),
        idleTimeoutMs: listener.idleTimeoutGiven ? listener.idleTimeoutMs : undefined,
      }),
    ],
  };
}

/** Chain for all HTTP services of one port. */
export function egressHttpChain({ node, profile }: ListenerContext, port: number): Chain {
  return {
    name: `egress_http_${port}`,
    filters: [
      httpConnectionManager({
        statPrefix: 'egress',
        routeConfig: routeConfigName('egress', port),
        accessLog: httpLogs('egress', node.fileLog, profile.accessLog),
      }),
    ],
  };
}

/** Chain for one TCP service. */
export function egressTcpChain({ profile }: ListenerContext, { port, route }: TcpServicePortIr, plan: TcpPlan): Chain {
  return {
    name: `egress_tcp_${port}`,
    filters: [
      tcpProxy({
        statPrefix: 'egress',
        clusters: plan.clusters,
        accessLog: tcpLogs('egress', profile.accessLog, route.tag),
        idleTimeoutMs: route.idleTimeoutMs,
      }),
    ],
  };
}

/** Connections that leave the mesh, to the address that the application asked for. */
export function passThroughChain({ profile }: ListenerContext, name: string, cluster: string): Chain {
  return {
    name,
    filters: [
      tcpProxy({
        statPrefix: 'egress',
        clusters: [{ name: cluster, weight: 1 }],
        accessLog: tcpLogs('egress', profile.accessLog),
      }),
    ],
  };
}

/** Restores the address that iptables redirected away from. */
export const ORIGINAL_DESTINATION: Init<typeof ListenerFilterSchema> = {
  name: 'envoy.filters.listener.original_dst',
  configType: { case: 'typedConfig', value: any(OriginalDstSchema, {}) },
};

/**
 * Reads the server name of TLS connections to port 443, which the chain for AWS needs. On other ports it is off: a
 * server that speaks first (MySQL, SMTP) would wait 15 s for the client's first bytes.
 */
export const TLS_INSPECTOR_ON_443: Init<typeof ListenerFilterSchema> = {
  name: 'envoy.filters.listener.tls_inspector',
  configType: { case: 'typedConfig', value: any(TlsInspectorSchema, {}) },
  filterDisabled: {
    rule: {
      case: 'notMatch',
      value: { rule: { case: 'destinationPortRange', value: { start: 443, end: 444 } } },
    },
  },
};
