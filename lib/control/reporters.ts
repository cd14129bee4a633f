import { createHash } from 'node:crypto';
import type { NodeInfo, PeerInfo, XdsEvent } from '@/lib/xds';
import { identityKey } from './proxy-identity';

type Report = Extract<XdsEvent, { type: 'load' | 'accessLog' }>;

/** Short names of identities, remembered by the node object: metadata can be long, reports are many. */
export class Reporters {
  readonly #byNode = new WeakMap<NodeInfo, string>();

  identity(node: NodeInfo, peer: PeerInfo): string {
    const known = this.#byNode.get(node);
    if (known) return known;
    const made = shortened(identityKey(node, peer));
    this.#byNode.set(node, made);
    return made;
  }

  ofReport(report: Report): string {
    return report.node
      ? this.identity(report.node, report.peer)
      : shortened(identityKey({ id: report.nodeId, metadata: {} }, report.peer));
  }
}

function shortened(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
