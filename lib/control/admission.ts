import { type ConnectionRefusal, type MeshKey, meshKeyText } from '@/lib/model';
import { createSparing, type Logger } from '@/lib/util';
import type { Admission, NodeInfo, PeerInfo, Welcome } from '@/lib/xds';
import type { GroupKey, Groups, LogAddress } from './groups';
import type { Meshes } from './meshes';
import { locateMesh, type NodeIdentity, parseNodeId } from './node-identity';
import { hasResource, wordsFor } from './node-work';
import { mayHoldKeys } from './private-keys';
import { peerHost } from './proxy-identity';
import { parseDataplane, profileVersion } from './proxy-profile';
import type { PushLoop } from './push-loop';
import { cut, type RefusedBook } from './refused-book';
import type { SamplePercent } from './sampling';
import { claimText, type Trust } from './trust';

export interface AdmissionDeps {
  meshes: Meshes;
  groups: Groups;
  loop: PushLoop;
  /** Account and region that the short form of a node.id means. */
  home: { account: string; region: string };
  /** Proxies that may be connected at once for one virtual node or gateway. */
  quota: number;
  trust: Trust;
  refused: RefusedBook;
  /** Where a proxy that came from this peer reaches the access log service. */
  logAddress(peer: PeerInfo): LogAddress;
  /** Makes the token by which a proxy that proved who it is sends its access logs. */
  reportToken?: ((resource: string) => string) | undefined;
  sampling(groupId: string): SamplePercent;
  /** Somebody was refused for this mesh. */
  refusalTold?(mesh: MeshKey): void;
  now(): number;
  logger: Logger;
}

/** A refusal, with the reason as data. */
interface Refusal {
  code: 3 | 7 | 8 | 16;
  reason: ConnectionRefusal;
  message: string;
}

/** What a proxy says it is, as far as that can be found here. */
interface Claim {
  identity: NodeIdentity;
  mesh: MeshKey;
}

/**
 * Decides who gets in, and with which configuration. Codes as App Mesh's: 16 and 7 for who it is and whether it may be
 * that, looked at first; 3 for a resource that does not exist or a proxy that tells too little; 8 for more proxies than
 * the quota (envoy-mapping.md 1.1). Each refusal is logged, since Envoy shows its text only in its own log, and kept.
 */
export function createAdmission(deps: AdmissionDeps): Admission {
  const sparing = createSparing(LOGGED);
  const isNews = (words: string) => sparing.tell(words, deps.now()) !== undefined;
  const answer = <T extends object>(node: NodeInfo, peer: PeerInfo, verdict: T | Refusal): T | Refusal => {
    if ('reason' in verdict) tellRefusal({ ...deps, isNews }, { node, peer }, verdict);
    return verdict;
  };
  const look = (node: NodeInfo, peer: PeerInfo, kind: 'ads' | 'report'): Welcome | Refusal => {
    const claim = claimOf(deps, node);
    return deps.trust.check(peer, 'reason' in claim ? undefined : resourceOf(claim), kind);
  };
  return {
    admit: (node, peer) => answer(node, peer, admit(deps, node, peer)),
    admitReport: (node, peer) => answer(node, peer, look(node, peer, 'report')),
    recheck: (node, peer, kind) => answer(node, peer, look(node, peer, kind)),
  };
}

function admit(deps: AdmissionDeps, node: NodeInfo, peer: PeerInfo): ({ group: string } & Welcome) | Refusal {
  const claim = claimOf(deps, node);
  const trusted = deps.trust.check(peer, 'reason' in claim ? undefined : resourceOf(claim), 'ads');
  if ('reason' in trusted) return trusted;
  const found = 'reason' in claim ? claim : groupKey(deps, claim, { node, peer });
  const verdict = 'reason' in found ? found : admitTo(deps, found);
  return 'reason' in verdict ? verdict : { ...verdict, ...trusted };
}

const resourceOf = ({ mesh, identity: { resource } }: Claim) => ({ mesh, resource });

function claimOf(deps: AdmissionDeps, node: NodeInfo): Claim | Refusal {
  const identity = parseNodeId(node.id);
  const expected = 'mesh/<mesh>/virtualNode/<name>, mesh/<mesh>/virtualGateway/<name>, or its ARN';
  if (!identity)
    return unknown(`node.id ${JSON.stringify(node.id)} names no App Mesh resource: it must be ${expected}`);
  const located = locateMesh(identity, deps.home, deps.meshes.keys());
  return 'problem' in located ? unknown(located.problem) : { identity, mesh: located.key };
}

function groupKey(
  deps: AdmissionDeps,
  claim: Claim,
  { node, peer }: { node: NodeInfo; peer: PeerInfo },
): GroupKey | Refusal {
  const { mesh } = claim;
  const { resource } = claim.identity;
  if (!hasResource(deps.meshes.get(mesh), resource)) return unknown(`mesh "${mesh.mesh}" has no ${wordsFor(resource)}`);
  const parsed = parseDataplane(node.metadata, resource.kind);
  if ('problem' in parsed) return unknown(parsed.problem);
  const logAddress = deps.logAddress(peer);
  const token = peer.proof?.ok ? deps.reportToken?.(claimText(resourceOf(claim))) : undefined;
  return {
    mesh,
    resource,
    dataplane: parsed.dataplane,
    envoyVersion: profileVersion(node.envoyVersion),
    logAddress: token === undefined ? logAddress : { ...logAddress, token },
    mayHoldKeys: mayHoldKeys(peer),
  };
}

function admitTo(deps: AdmissionDeps, key: GroupKey): { group: string } | Refusal {
  const connected = deps.groups.countProxies(meshKeyText(key.mesh), key.resource);
  if (connected >= deps.quota) {
    const message = `${wordsFor(key.resource)} has ${connected} proxies, the quota proxiesPerResource is ${deps.quota}`;
    return { code: 8, reason: 'too-many-proxies', message };
  }
  const group = deps.groups.ensure(key, deps.sampling);
  return deps.loop.prepare(group) ? { group: group.id } : unknown(`${wordsFor(key.resource)} was deleted`);
}

/** One line a minute of each host and reason; the book of refusals counts all of them. */
const LOGGED = { everyMs: 60_000, most: 500 };

function tellRefusal(
  deps: AdmissionDeps & { isNews(words: string): boolean },
  who: { node: NodeInfo; peer: PeerInfo },
  refusal: Refusal,
): void {
  const { code, reason, message } = refusal;
  const isNews = deps.isNews(`${peerHost(who.peer)} ${reason}`);
  if (isNews)
    deps.logger.warn('proxy refused', {
      node: cut(who.node.id),
      peer: who.peer.address,
      code,
      reason,
      why: cut(message),
    });
  const claim = claimOf(deps, who.node);
  if ('reason' in claim) return;
  deps.refused.add(meshKeyText(claim.mesh), who, refusal, deps.now());
  deps.refusalTold?.(claim.mesh);
}

const unknown = (message: string): Refusal => ({ code: 3, reason: 'unknown-resource', message });
