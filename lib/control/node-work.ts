import { type MeshKey, type MeshSnapshot, meshKeyText } from '@/lib/model';
import type { ProxyResource } from '@/lib/translate';
import type { OpenReceipt } from './receipt-book';

/** Why a group is published: kept with each delivery. */
export interface Reason {
  /** Commit of the change, ms since the epoch. */
  since: number;
  /** The mesh's revision that proxies run before it. */
  ranBefore: number;
  /** Absent for what no revision brought: endpoints, sampling. */
  receipt?: OpenReceipt;
}

/** Nodes and gateways that must be looked at, each once, with everything that concerns it. */
export class NodeWork {
  readonly #byResource = new Map<string, { mesh: MeshKey; resource: ProxyResource; reasons: Reason[] }>();

  /** These names are concerned, of nodes unless it is said otherwise. */
  add(mesh: MeshKey, names: Iterable<string>, reason: Reason, kind: ProxyResource['kind'] = 'virtualNode'): void {
    const text = meshKeyText(mesh);
    for (const name of names) {
      const key = `${text} ${kind} ${name}`;
      const known = this.#byResource.get(key);
      if (known) known.reasons.push(reason);
      else this.#byResource.set(key, { mesh, resource: { kind, name }, reasons: [reason] });
    }
  }

  all(): Iterable<{ mesh: MeshKey; resource: ProxyResource; reasons: readonly Reason[] }> {
    return this.#byResource.values();
  }
}

/** Whether a mesh still has what a proxy stands for. */
export function hasResource(snapshot: MeshSnapshot | undefined, { kind, name }: ProxyResource): boolean {
  return (kind === 'virtualNode' ? snapshot?.virtualNodes : snapshot?.virtualGateways)?.has(name) ?? false;
}

/** A node or gateway in words, for whoever reads a proxy's log. */
export function wordsFor({ kind, name }: ProxyResource): string {
  return `${kind === 'virtualNode' ? 'virtual node' : 'virtual gateway'} "${name}"`;
}
