import { buildSnapshot, type Draft, type MeshKey, type MeshSnapshot } from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { ServiceError } from '../errors';
import { getPresent } from '../messages';

/** A draft that must be there. Drafts outlive their mesh, as history does. */
export async function findDraft(tx: ReadTx, mesh: MeshKey, id: string): Promise<Draft> {
  const draft = await tx.draft(mesh, id);
  if (!draft) throw new ServiceError('not-found', `Mesh ${mesh.mesh} has no draft with id ${id}.`);
  return draft;
}

/** A draft that is to be changed: not applied yet, and not changed by somebody else since `version`. */
export async function findOpenDraft(tx: ReadTx, mesh: MeshKey, id: string, version?: number): Promise<Draft> {
  const draft = await findDraft(tx, mesh, id);
  const { appliedRevision: revision, updatedBy } = draft;
  if (revision !== undefined) {
    const text = `The draft ${draft.name} was applied as revision ${revision} and does not change any more.`;
    throw new ServiceError('conflict', text, undefined, { reason: 'applied', revision });
  }
  if (version !== undefined && version !== draft.version) {
    const text = `The draft ${draft.name} was changed by ${updatedBy}: it is at version ${draft.version}, not ${version}.`;
    throw new ServiceError('conflict', text, undefined, { reason: 'version', version: draft.version, updatedBy });
  }
  return draft;
}

/** The mesh as the store holds it in this transaction. */
export async function storedSnapshot(tx: ReadTx, mesh: MeshKey): Promise<MeshSnapshot> {
  await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
  return buildSnapshot(mesh, await tx.revision(mesh), await tx.all(mesh));
}
