import { Cluster_DiscoveryType, ClusterSchema } from '@/lib/envoy-api';
import { egressClusterName, policySuffix } from '@/lib/model';
import type { TargetIr } from '../ir/discovery';
import type { UpstreamIr } from '../ir/upstream';
import { remember } from '../memo';
import { isIp } from '../to-ir/ip';
import type { EncodedResource } from '../types';
import { dnsLookupFamily, FROM_ADS, oneEndpoint, protocolOptions } from './cluster-parts';
import { healthChecks } from './health-check';
import { circuitBreakers, outlierDetection } from './protection';
import { upstreamTls } from './tls';
import { contentHash, duration, encodeResource, type Init } from './wire';

type ClusterInit = Init<typeof ClusterSchema>;

const CONNECT_TIMEOUT_MS = 1000;
const clusters = remember<UpstreamIr, EncodedResource>();

/** Name of the cluster by which callers reach a target. */
export function upstreamName(mesh: string, { target, variant }: UpstreamIr): string {
  const name = egressClusterName(mesh, target.virtualNode, target.protocol, target.port);
  return variant === undefined ? name : `${name}${policySuffix(contentHash(variant))}`;
}

/** The callers' cluster for one listener of a target node: the same for every caller with the same policies. */
export function egressCluster(mesh: string, upstream: UpstreamIr): EncodedResource {
  return clusters(upstream, [mesh], () =>
    encodeResource('cluster', ClusterSchema, clusterInit(upstreamName(mesh, upstream), upstream), {
      ...(upstream.target.discovery.by === 'cloudMap' && { eds: true }),
    }),
  );
}

function clusterInit(name: string, upstream: UpstreamIr): ClusterInit {
  const { target } = upstream;
  return {
    name,
    ...commonInit(upstream),
    ...(target.discovery.by === 'cloudMap' ? edsInit() : dnsInit(name, target, target.discovery)),
  };
}

/** What all clusters towards other nodes have in common. */
export function commonInit({ target, tls }: UpstreamIr): ClusterInit {
  return {
    connectTimeout: duration(CONNECT_TIMEOUT_MS),
    circuitBreakers: circuitBreakers(),
    ...outlierDetection(target.outlier),
    healthChecks: healthChecks(target.healthCheck, target.protocol),
    typedExtensionProtocolOptions: protocolOptions(target.protocol),
    ...(tls && { transportSocket: upstreamTls(tls, target.protocol) }),
  };
}

/** Endpoints by EDS, under the cluster's own name. */
export function edsInit(): ClusterInit {
  return {
    clusterDiscoveryType: { case: 'type', value: Cluster_DiscoveryType.EDS },
    edsClusterConfig: { edsConfig: FROM_ADS },
  };
}

/** Endpoints by DNS: one address at a time (LOADBALANCER), or every address of the answer (ENDPOINTS). */
function dnsInit(name: string, target: TargetIr, dns: { hostname: string; everyAddress: boolean }): ClusterInit {
  const type = dns.everyAddress ? Cluster_DiscoveryType.STRICT_DNS : Cluster_DiscoveryType.LOGICAL_DNS;
  return {
    clusterDiscoveryType: { case: 'type', value: type },
    dnsLookupFamily: dnsLookupFamily(target.ipPreference),
    loadAssignment: oneEndpoint(name, absolute(dns.hostname), target.port, healthCheckPort(target)),
  };
}

/**
 * With a trailing dot search domains are not tried, as App Mesh had it. An address takes none, and neither does a name
 * without dots (`localhost`, a container's name): Envoy finds those in the hosts file only without it.
 */
function absolute(hostname: string): string {
  return isIp(hostname) || !hostname.includes('.') || hostname.endsWith('.') ? hostname : `${hostname}.`;
}

/** Port for probes where it differs from the port for requests. */
export function healthCheckPort(target: TargetIr): number | undefined {
  const port = target.healthCheck?.port;
  return port === target.port ? undefined : port;
}
