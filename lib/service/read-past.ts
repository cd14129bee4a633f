import { buildSnapshot, type MeshKey, type MeshSnapshot, type Resource, refKey } from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps } from './deps';
import { historyDownTo } from './drafts';
import { ServiceError } from './errors';
import { getPresent } from './messages';

/**
 * A mesh as it was at a revision: what is stored, with every later change taken back. Throws `not-found` for a revision
 * that is yet to come, or at which the mesh was not there.
 */
export async function readPast(
  deps: Pick<ServiceDeps, 'store'>,
  caller: Caller,
  mesh: MeshKey,
  revision: number,
): Promise<MeshSnapshot> {
  authorize(caller, 'read', mesh.account);
  return read(deps, (tx) => pastOf(tx, mesh, revision));
}

async function pastOf(tx: ReadTx, mesh: MeshKey, revision: number): Promise<MeshSnapshot> {
  await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
  const newest = await tx.revision(mesh);
  const resources = new Map((await tx.all(mesh)).map((resource): [string, Resource] => [refKey(resource), resource]));
  for await (const { changes } of historyDownTo(tx, mesh, revision)) {
    for (const { ref, before } of changes) {
      if (before) resources.set(refKey(ref), before);
      else resources.delete(refKey(ref));
    }
  }
  if (revision > newest || !resources.has(refKey({ kind: 'mesh', name: mesh.mesh }))) {
    throw new ServiceError('not-found', `Mesh ${mesh.mesh} was not there at revision ${revision}.`);
  }
  return buildSnapshot(mesh, revision, resources.values());
}
