import {
  Cluster_DiscoveryType,
  Cluster_LbPolicy,
  ClusterSchema,
  TlsParameters_TlsProtocol,
  UpstreamsHttpProtocolOptionsSchema,
  UpstreamTlsContextSchema,
} from '@/lib/envoy-api';
import { ACCESS_LOG_CLUSTER, CLOSED_CLUSTER, ingressClusterName } from '@/lib/model';
import type { IngressIr, NodeIr } from '../ir/node';
import { once } from '../memo';
import { isIp } from '../to-ir/ip';
import type { AccessLogTls, EncodedResource, ProxyProfile } from '../types';
import { applicationAddress } from './address';
import { http2Options, oneEndpoint, protocolOptions } from './cluster-parts';
import { circuitBreakers } from './protection';
import { any, duration, encodeResource, type Init } from './wire';

type ClusterInit = Init<typeof ClusterSchema>;

export function amazonClusterName(mesh: string): string {
  return `cds_egress_${mesh}_amazonaws`;
}

export function allowAllClusterName(mesh: string): string {
  return `cds_egress_${mesh}_mesh-allow-all`;
}

/** The application behind a listener of the node: beside the proxy, or where an explicit profile says. */
export function ingressCluster(
  node: NodeIr,
  { protocol, port, pool }: IngressIr,
  application: { address: string; port: number } = { address: applicationAddress(node.ipPreference), port },
): EncodedResource {
  const name = ingressClusterName(node.mesh, node.virtualNode, protocol, port);
  return encodeResource('cluster', ClusterSchema, {
    name,
    clusterDiscoveryType: { case: 'type', value: staticOrDns(application.address) },
    connectTimeout: duration(250),
    circuitBreakers: circuitBreakers(pool),
    typedExtensionProtocolOptions: protocolOptions(protocol),
    loadAssignment: oneEndpoint(name, application.address, application.port),
  });
}

function staticOrDns(host: string): Cluster_DiscoveryType {
  return isIp(host) ? Cluster_DiscoveryType.STATIC : Cluster_DiscoveryType.STRICT_DNS;
}

/** AWS's own services, by the address that the application asked for. */
export function amazonCluster(mesh: string): EncodedResource {
  return encodeResource('cluster', ClusterSchema, originalDestination(amazonClusterName(mesh)));
}

/** Everything outside the mesh; requests go on in the HTTP version that they came in. */
export function allowAllCluster(mesh: string): EncodedResource {
  return encodeResource('cluster', ClusterSchema, {
    ...originalDestination(allowAllClusterName(mesh)),
    typedExtensionProtocolOptions: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': any(UpstreamsHttpProtocolOptionsSchema, {
        upstreamProtocolOptions: {
          case: 'useDownstreamProtocolConfig',
          value: { httpProtocolOptions: {}, http2ProtocolOptions: {} },
        },
      }),
    },
  });
}

function originalDestination(name: string): ClusterInit {
  return {
    name,
    clusterDiscoveryType: { case: 'type', value: Cluster_DiscoveryType.ORIGINAL_DST },
    lbPolicy: Cluster_LbPolicy.CLUSTER_PROVIDED,
    connectTimeout: duration(1000),
    circuitBreakers: circuitBreakers(),
  };
}

export function closedCluster(): EncodedResource {
  return encodeResource('cluster', ClusterSchema, {
    name: CLOSED_CLUSTER,
    clusterDiscoveryType: { case: 'type', value: Cluster_DiscoveryType.STATIC },
    connectTimeout: duration(1000),
    circuitBreakers: circuitBreakers(),
    loadAssignment: { clusterName: CLOSED_CLUSTER },
  });
}

type AccessLogService = NonNullable<ProxyProfile['accessLog']>;

const accessLogClusters = once<AccessLogService, EncodedResource>();

/** Our access log service, where the profile has one: HTTP/2, kept alive. */
export function logClusters({ accessLog }: ProxyProfile): EncodedResource[] {
  return accessLog ? [accessLogClusters(accessLog, () => makeAccessLogCluster(accessLog))] : [];
}

function makeAccessLogCluster({ address }: AccessLogService): EncodedResource {
  const host = 'pipe' in address ? undefined : address;
  return encodeResource('cluster', ClusterSchema, {
    name: ACCESS_LOG_CLUSTER,
    clusterDiscoveryType: {
      case: 'type',
      value: host ? staticOrDns(host.host) : Cluster_DiscoveryType.STATIC,
    },
    connectTimeout: duration(1000),
    circuitBreakers: circuitBreakers(),
    typedExtensionProtocolOptions: http2Options(),
    loadAssignment: host
      ? oneEndpoint(ACCESS_LOG_CLUSTER, host.host, host.port)
      : pipeEndpoint(ACCESS_LOG_CLUSTER, 'pipe' in address ? address.pipe : ''),
    ...(host?.tls && { transportSocket: pinnedTls(host.tls) }),
    upstreamConnectionOptions: { tcpKeepalive: { keepaliveTime: 10, keepaliveInterval: 10 } },
  });
}

/** TLS to a server that is known by its key: no authority is asked, so none has to be on the proxy's disk. */
function pinnedTls({ keyHashes }: AccessLogTls): ClusterInit['transportSocket'] {
  const validationContext = { verifyCertificateSpki: [...keyHashes] };
  const commonTlsContext = {
    alpnProtocols: ['h2'],
    tlsParams: { tlsMinimumProtocolVersion: TlsParameters_TlsProtocol.TLSv1_2 },
    validationContextType: { case: 'validationContext' as const, value: validationContext },
  };
  return {
    name: 'envoy.transport_sockets.tls',
    configType: { case: 'typedConfig', value: any(UpstreamTlsContextSchema, { commonTlsContext }) },
  };
}

function pipeEndpoint(clusterName: string, path: string): ClusterInit['loadAssignment'] {
  return {
    clusterName,
    endpoints: [
      {
        lbEndpoints: [
          {
            hostIdentifier: { case: 'endpoint', value: { address: { address: { case: 'pipe', value: { path } } } } },
          },
        ],
      },
    ],
  };
}
