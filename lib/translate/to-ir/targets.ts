import type { IpPreference, MeshSnapshot, PortProtocol, Resource, VirtualNodeSpec, WeightedTarget } from '@/lib/model';
import type { DiscoveryIr, TargetIr } from '../ir/discovery';
import type { ShareIr } from '../ir/route';
import { remember } from '../memo';
import { outlierIr } from './protection';
import { serverTlsIr } from './tls';

const targetsOfNode = remember<Resource<'virtualNode'>, readonly TargetIr[]>();

/**
 * The share of one weighted target. Its target is undefined, so that the share answers 503, where the node has no
 * discovery, or no listener of that port and protocol.
 */
export function shareIr(snapshot: MeshSnapshot, protocol: PortProtocol, target: WeightedTarget): ShareIr {
  const node = snapshot.virtualNodes.get(target.virtualNode);
  return { weight: target.weight, target: node && findTarget(snapshot, node, protocol, target.port) };
}

/**
 * The listener of a node that speaks this protocol; without a port it must be the only one that does
 * (weightedTargets[].port is required where a node has several listeners).
 */
export function findTarget(
  snapshot: MeshSnapshot,
  node: Resource<'virtualNode'>,
  protocol: PortProtocol,
  port: number | undefined,
): TargetIr | undefined {
  const fitting = targetsOf(snapshot, node).filter(
    (target) => target.protocol === protocol && (port === undefined || target.port === port),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function targetsOf(snapshot: MeshSnapshot, node: Resource<'virtualNode'>): readonly TargetIr[] {
  const meshPreference = snapshot.mesh.spec.serviceDiscovery?.ipPreference;
  return targetsOfNode(node, [meshPreference], () => makeTargets(node, meshPreference));
}

function makeTargets(node: Resource<'virtualNode'>, meshPreference: IpPreference | undefined): TargetIr[] {
  const discovery = discoveryIr(node.spec);
  if (!discovery) return [];
  const listeners = uniqueListeners(node.spec.listeners);
  return listeners.map((listener) => ({
    virtualNode: node.name,
    protocol: listener.portMapping.protocol,
    port: listener.portMapping.port,
    discovery,
    ipPreference: ipPreferenceOf(node.spec) ?? meshPreference,
    healthCheck: listener.healthCheck,
    outlier: outlierIr(listener.outlierDetection),
    tls: serverTlsIr(listener.tls),
    instancePortCounts: listeners.length === 1,
  }));
}

function discoveryIr({ serviceDiscovery }: VirtualNodeSpec): DiscoveryIr | undefined {
  const { dns, awsCloudMap } = serviceDiscovery ?? {};
  if (awsCloudMap) return { by: 'cloudMap', cloudMap: awsCloudMap };
  if (!dns || !usableHostname(dns.hostname)) return undefined;
  return { by: 'dns', hostname: dns.hostname, everyAddress: dns.responseType === 'ENDPOINTS' };
}

function usableHostname(hostname: string): boolean {
  return /^[!-~]+$/.test(hostname);
}

/** A node's own preference, inside its discovery. */
export function ipPreferenceOf({ serviceDiscovery }: VirtualNodeSpec): IpPreference | undefined {
  return serviceDiscovery?.awsCloudMap?.ipPreference ?? serviceDiscovery?.dns?.ipPreference;
}

/** Listeners of a node or gateway; of several on one port the first counts. */
export function uniqueListeners<L extends { portMapping: { port: number } }>(listeners: readonly L[] = []): L[] {
  const seen = new Set<number>();
  return listeners.filter(({ portMapping: { port } }) => !seen.has(port) && seen.add(port));
}
