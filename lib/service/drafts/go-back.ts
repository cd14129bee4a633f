import {
  baseOf,
  type DraftChange,
  type JsonObject,
  type MeshKey,
  type Resource,
  type ResourceChange,
  type ResourceRef,
  rebaseDraft,
  refKey,
  resourcesOf,
  sameJson,
} from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { ServiceError } from '../errors';
import { storedSnapshot } from './find-draft';
import { historyDownTo } from './past-versions';

/**
 * The changes that take one revision back. What was changed since and does not clash is kept; what clashes stays
 * with its base, so that the plan shows both sides.
 */
export async function revertChanges(tx: ReadTx, mesh: MeshKey, revision: number): Promise<DraftChange[]> {
  const [entry] = await tx.history(mesh, { before: revision + 1, limit: 1 });
  if (entry?.revision !== revision) throw unknownRevision(mesh, revision);
  refuseMesh(entry.changes, `Revision ${revision} made or deleted the mesh itself and cannot be taken back.`);
  const changes = entry.changes.flatMap(inverse);
  if (changes.length === 0) {
    throw new ServiceError('bad-request', `Revision ${revision} changed only tags, which no draft holds: edit them.`);
  }
  return rebaseDraft(await storedSnapshot(tx, mesh), changes).changes;
}

function inverse({ ref, before, after }: ResourceChange): DraftChange[] {
  const base = after && baseOf(after);
  // A change of tags alone is none of the configuration.
  if (before && after && sameJson(before.spec, after.spec)) return [];
  if (before) return [{ op: 'put', ref, spec: specOf(before), ...(base && { base }) }];
  return base ? [{ op: 'delete', ref, base }] : [];
}

/** The changes that make everything as it was at a revision, from what is live now. */
export async function restoreChanges(tx: ReadTx, mesh: MeshKey, revision: number): Promise<DraftChange[]> {
  const snapshot = await storedSnapshot(tx, mesh);
  if (revision > snapshot.revision) throw unknownRevision(mesh, revision);
  const wanted = new Map<string, { ref: ResourceRef; target: Resource | undefined }>();
  for await (const { changes } of historyDownTo(tx, mesh, revision)) {
    refuseMesh(changes, `At revision ${revision} this mesh was not there: it was made or deleted since.`);
    for (const { ref, before } of changes) wanted.set(refKey(ref), { ref, target: before });
  }
  const live = new Map([...resourcesOf(snapshot)].map((resource) => [refKey(resource), resource]));
  return [...wanted].flatMap(([key, { ref, target }]) => towards(ref, target, live.get(key)));
}

function towards(ref: ResourceRef, target: Resource | undefined, now: Resource | undefined): DraftChange[] {
  if (target && now && sameJson(target.spec, now.spec)) return [];
  if (target) return [{ op: 'put', ref, spec: specOf(target), ...(now && { base: baseOf(now) }) }];
  return now ? [{ op: 'delete', ref, base: baseOf(now) }] : [];
}

function specOf(resource: Resource): JsonObject {
  return resource.spec as unknown as JsonObject;
}

function refuseMesh(changes: readonly ResourceChange[], text: string): void {
  const made = changes.some(({ ref, before, after }) => ref.kind === 'mesh' && !(before && after));
  if (made) throw new ServiceError('bad-request', text);
}

function unknownRevision(mesh: MeshKey, revision: number): ServiceError {
  return new ServiceError('not-found', `Mesh ${mesh.mesh} has no revision ${revision}.`);
}
