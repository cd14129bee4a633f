import { Cluster_DiscoveryType, ClusterSchema } from '@/lib/envoy-api';
import { egressClusterName } from '@/lib/model';
import type { TargetIr } from '../ir/discovery';
import { remember } from '../memo';
import { isIp } from '../to-ir/ip';
import type { EncodedResource } from '../types';
import { dnsLookupFamily, FROM_ADS, oneEndpoint, protocolOptions } from './cluster-parts';
import { healthChecks } from './health-check';
import { circuitBreakers, outlierDetection } from './protection';
import { duration, encodeResource, type Init } from './wire';

type ClusterInit = Init<typeof ClusterSchema>;

const CONNECT_TIMEOUT_MS = 1000;
const clusters = remember<TargetIr, EncodedResource>();

/** Name of the cluster by which callers reach a target. */
export function targetClusterName(mesh: string, target: TargetIr): string {
  return egressClusterName(mesh, target.virtualNode, target.protocol, target.port);
}

/** The callers' cluster for one listener of a target node: the same for every caller. */
export function egressCluster(mesh: string, target: TargetIr): EncodedResource {
  return clusters(target, [mesh], () =>
    encodeResource('cluster', ClusterSchema, clusterInit(targetClusterName(mesh, target), target), {
      ...(target.discovery.by === 'cloudMap' && { eds: true }),
    }),
  );
}

function clusterInit(name: string, target: TargetIr): ClusterInit {
  return {
    name,
    ...commonInit(target),
    ...(target.discovery.by === 'cloudMap' ? edsInit() : dnsInit(name, target, target.discovery)),
  };
}

/** What all clusters towards other nodes have in common. */
export function commonInit(target: TargetIr): ClusterInit {
  return {
    connectTimeout: duration(CONNECT_TIMEOUT_MS),
    circuitBreakers: circuitBreakers(),
    ...outlierDetection(target.outlier),
    healthChecks: healthChecks(target.healthCheck, target.protocol),
    typedExtensionProtocolOptions: protocolOptions(target.protocol),
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
