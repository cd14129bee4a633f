import { type MeshKey, meshKeyText, type Resource, type ResourceChange, type ResourceRef, refKey } from '@/lib/model';
import { StoreError } from '../errors';

/** What one transaction did to one mesh. */
export interface PendingMesh {
  readonly mesh: MeshKey;
  readonly changes: Map<string, ResourceChange>;
  committed: boolean;
}

/** The changes of a transaction, mesh by mesh, until commitRevision closes them. */
export class PendingMeshes {
  readonly #byKey = new Map<string, PendingMesh>();

  /** Takes one change in; several changes of one resource become one, from the first before to the last after. */
  record(mesh: MeshKey, ref: ResourceRef, change: { before?: Resource; after?: Resource }): void {
    const pending = this.#of(mesh);
    if (pending.committed) throw misuse(mesh, 'changed after commitRevision in the same transaction');
    const key = refKey(ref);
    const earlier = pending.changes.get(key);
    const before = earlier ? earlier.before : change.before;
    if (!before && !change.after) pending.changes.delete(key);
    else
      pending.changes.set(key, {
        ref: bareRef(ref),
        ...(before && { before }),
        ...(change.after && { after: change.after }),
      });
  }

  /** Closes a mesh and hands its changes out. */
  close(mesh: MeshKey): ResourceChange[] {
    const pending = this.#of(mesh);
    if (pending.committed) throw misuse(mesh, 'given two revisions in one transaction');
    pending.committed = true;
    return [...pending.changes.values()];
  }

  /** A mesh whose changes nobody closed would be written without history: that is refused. */
  assertClosed(): void {
    for (const pending of this.#byKey.values()) {
      if (!pending.committed) throw misuse(pending.mesh, 'changed without commitRevision');
    }
  }

  #of(mesh: MeshKey): PendingMesh {
    const key = meshKeyText(mesh);
    const pending = this.#byKey.get(key) ?? { mesh, changes: new Map(), committed: false };
    this.#byKey.set(key, pending);
    return pending;
  }
}

function bareRef(ref: ResourceRef): ResourceRef {
  return { kind: ref.kind, ...(ref.parent !== undefined && { parent: ref.parent }), name: ref.name };
}

function misuse(mesh: MeshKey, what: string): StoreError {
  return new StoreError('misuse', `Mesh ${meshKeyText(mesh)} was ${what}; the transaction is undone.`);
}
