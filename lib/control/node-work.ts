import { type MeshKey, meshKeyText } from '@/lib/model';
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

/** Nodes that must be looked at, each once, with everything that concerns it. */
export class NodeWork {
  readonly #byNode = new Map<string, { mesh: MeshKey; name: string; reasons: Reason[] }>();

  add(mesh: MeshKey, name: string, reason: Reason): void {
    const key = `${meshKeyText(mesh)} ${name}`;
    const known = this.#byNode.get(key);
    if (known) known.reasons.push(reason);
    else this.#byNode.set(key, { mesh, name, reasons: [reason] });
  }

  all(): Iterable<{ mesh: MeshKey; name: string; reasons: readonly Reason[] }> {
    return this.#byNode.values();
  }
}
