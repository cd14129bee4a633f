import { meshKeyText } from '@/lib/model';
import type { Logger } from '@/lib/util';
import type { Admission, NodeInfo, PeerInfo, Rejection } from '@/lib/xds';
import type { GroupKey, Groups, LogAddress } from './groups';
import type { Meshes } from './meshes';
import { locateMesh, parseNodeId } from './node-identity';
import { hasResource, wordsFor } from './node-work';
import { mayHoldKeys } from './private-keys';
import { parseDataplane, profileVersion } from './proxy-profile';
import type { PushLoop } from './push-loop';
import type { SamplePercent } from './sampling';

export interface AdmissionDeps {
  meshes: Meshes;
  groups: Groups;
  loop: PushLoop;
  /** Account and region that the short form of a node.id means. */
  home: { account: string; region: string };
  /** Proxies that may be connected at once for one virtual node or gateway. */
  quota: number;
  /** Where a proxy that came from this peer reaches the access log service. */
  logAddress(peer: PeerInfo): LogAddress;
  sampling(groupId: string): SamplePercent;
  logger: Logger;
}

/**
 * Decides which configuration a new stream gets. Codes as App Mesh's: 3 for a resource that does not exist or a proxy
 * that tells too little, 8 for more proxies than the quota (envoy-mapping.md 1.1). Each refusal is logged, since Envoy
 * shows its text only in its own log.
 */
export function createAdmission(deps: AdmissionDeps): Admission {
  return {
    admit(node, peer) {
      const found = groupKey(deps, node, peer);
      const verdict = 'code' in found ? found : admitTo(deps, found);
      if ('code' in verdict)
        deps.logger.warn('proxy refused', {
          node: node.id,
          peer: peer.address,
          code: verdict.code,
          why: verdict.message,
        });
      return verdict;
    },
  };
}

function groupKey(deps: AdmissionDeps, node: NodeInfo, peer: PeerInfo): GroupKey | Rejection {
  const identity = parseNodeId(node.id);
  const expected = 'mesh/<mesh>/virtualNode/<name>, mesh/<mesh>/virtualGateway/<name>, or its ARN';
  if (!identity)
    return unknown(`node.id ${JSON.stringify(node.id)} names no App Mesh resource: it must be ${expected}`);
  const located = locateMesh(identity, deps.home, deps.meshes.keys());
  if ('problem' in located) return unknown(located.problem);
  const { resource } = identity;
  const snapshot = deps.meshes.get(located.key);
  if (!hasResource(snapshot, resource)) return unknown(`mesh "${located.key.mesh}" has no ${wordsFor(resource)}`);
  const parsed = parseDataplane(node.metadata, resource.kind);
  if ('problem' in parsed) return unknown(parsed.problem);
  return {
    mesh: located.key,
    resource,
    dataplane: parsed.dataplane,
    envoyVersion: profileVersion(node.envoyVersion),
    logAddress: deps.logAddress(peer),
    mayHoldKeys: mayHoldKeys(peer),
  };
}

function admitTo(deps: AdmissionDeps, key: GroupKey): { group: string } | Rejection {
  const connected = deps.groups.countProxies(meshKeyText(key.mesh), key.resource);
  if (connected >= deps.quota) {
    const message = `${wordsFor(key.resource)} has ${connected} proxies, the quota proxiesPerResource is ${deps.quota}`;
    return { code: 8, message };
  }
  const group = deps.groups.ensure(key, deps.sampling);
  return deps.loop.prepare(group) ? { group: group.id } : unknown(`${wordsFor(key.resource)} was deleted`);
}

const unknown = (message: string): Rejection => ({ code: 3, message });
