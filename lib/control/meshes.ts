import { applyChanges, buildSnapshot, type MeshKey, type MeshSnapshot, meshKeyText } from '@/lib/model';
import type { FeedEvent, Store } from '@/lib/store';

export type MeshEvent = Extract<FeedEvent, { type: 'mesh' }>;

/** A mesh before and after one commit; undefined on the side where it did not exist. */
export interface Step {
  before: MeshSnapshot | undefined;
  after: MeshSnapshot | undefined;
}

/** The snapshot of every mesh, read once and then advanced by the feed. */
export class Meshes {
  readonly #snapshots = new Map<string, MeshSnapshot>();
  /** Revision of meshes that were deleted: an event that is not newer is known already. */
  readonly #revisions = new Map<string, number>();

  /** Reads every mesh as the store holds it now. */
  async load(store: Store): Promise<void> {
    await store.read(async (tx) => {
      for (const { meshKey } of await tx.allMeshes()) {
        const revision = await tx.revision(meshKey);
        this.#set(meshKey, revision, buildSnapshot(meshKey, revision, await tx.all(meshKey)));
      }
    });
  }

  /** Takes in a commit. Undefined when it is in the snapshot already. */
  advance(event: MeshEvent): Step | undefined {
    const text = meshKeyText(event.mesh);
    if (event.revision <= (this.#revisions.get(text) ?? 0)) return undefined;
    const before = this.#snapshots.get(text);
    const after = before ? applyChanges(before, event.revision, event.changes) : newMesh(event);
    this.#set(event.mesh, event.revision, after);
    return { before, after };
  }

  get(key: MeshKey): MeshSnapshot | undefined {
    return this.#snapshots.get(meshKeyText(key));
  }

  keys(): MeshKey[] {
    return [...this.#snapshots.values()].map((snapshot) => snapshot.key);
  }

  all(): Iterable<MeshSnapshot> {
    return this.#snapshots.values();
  }

  #set(key: MeshKey, revision: number, snapshot: MeshSnapshot | undefined): void {
    const text = meshKeyText(key);
    this.#revisions.set(text, revision);
    if (snapshot) this.#snapshots.set(text, snapshot);
    else this.#snapshots.delete(text);
  }
}

function newMesh(event: MeshEvent): MeshSnapshot | undefined {
  const resources = event.changes.flatMap((change) => (change.after ? [change.after] : []));
  const made = resources.some((resource) => resource.kind === 'mesh');
  return made ? buildSnapshot(event.mesh, event.revision, resources) : undefined;
}
