import { stableStringify } from '@/lib/util';
import type { NodeInfo, PeerInfo } from '@/lib/xds';

/** Where a proxy runs, as its bootstrap says. */
export interface Platform {
  platform: 'ECS' | 'EKS' | 'EC2' | '';
  /** Task ARN or pod UID; empty when not known. */
  identity: string;
}

/** Reads the AWS agent's platform metadata (envoy-mapping.md 1.1). */
export function platformOf(metadata: Record<string, unknown>): Platform {
  const info = member(metadata, 'aws.appmesh.platformInfo');
  const task = text(member(member(info, 'ecsPlatformInfo'), 'ecsTaskArn'));
  if (member(info, 'ecsPlatformInfo')) return { platform: 'ECS', identity: task };
  const pod = text(member(member(info, 'k8sPlatformInfo'), 'podUid'));
  if (member(info, 'k8sPlatformInfo')) return { platform: 'EKS', identity: pod };
  return { platform: text(member(info, 'AvailabilityZone')) ? 'EC2' : '', identity: '' };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The peer without its port; streams over a Unix socket all come from `unix`. */
export function peerHost(peer: Pick<PeerInfo, 'address'>): string {
  if (peer.address.startsWith('unix:')) return 'unix';
  const colon = peer.address.lastIndexOf(':');
  return colon < 0 ? peer.address : peer.address.slice(0, colon);
}

/**
 * What tells one proxy from its replicas across connections: its id, its metadata and the host it calls from. Streams,
 * load reports and access logs each come by a connection of their own. Two replicas that agree in all three cannot be
 * told apart.
 */
export function identityKey(node: Pick<NodeInfo, 'id' | 'metadata'>, peer: Pick<PeerInfo, 'address'>): string {
  return `${node.id}\n${peerHost(peer)}\n${stableStringify(node.metadata)}`;
}
