import { KIND_INFO, type Kind, type MeshKey, type Resource, type ResourceRef } from '@/lib/model';
import type { ReadTx } from '@/lib/store';
import { ServiceError } from './errors';

/*
 * Texts as App Mesh wrote them, since clients look for them (appmesh-api.md section 1). Where its own is not known,
 * ours follows its tone.
 */

/** `VirtualNode with name X is not present under mesh M for account N` */
export function notPresent(mesh: MeshKey, ref: ResourceRef): ServiceError {
  const { label, parent } = KIND_INFO[ref.kind];
  const under = parent ? `${KIND_INFO[parent].label} ${ref.parent} of mesh ${mesh.mesh}` : `mesh ${mesh.mesh}`;
  const where = ref.kind === 'mesh' ? '' : ` under ${under}`;
  return new ServiceError(
    'not-found',
    `${label} with name ${ref.name} is not present${where} for account ${mesh.account}`,
  );
}

/** `VirtualNode with name X already exists under mesh M for account N` */
export function alreadyExists(mesh: MeshKey, ref: ResourceRef): ServiceError {
  const { label } = KIND_INFO[ref.kind];
  const where = ref.kind === 'mesh' ? '' : ` under mesh ${mesh.mesh}`;
  return new ServiceError(
    'conflict',
    `${label} with name ${ref.name} already exists${where} for account ${mesh.account}`,
  );
}

/** A resource that must be there. */
export async function getPresent<K extends Kind>(tx: ReadTx, mesh: MeshKey, ref: ResourceRef<K>): Promise<Resource<K>> {
  const resource = await tx.get(mesh, ref);
  if (!resource) throw await missing(tx, mesh, ref);
  return resource;
}

/** Says what is missing, the outermost first: the mesh, then the parent, then the resource. */
async function missing(tx: ReadTx, mesh: MeshKey, ref: ResourceRef): Promise<ServiceError> {
  const owners = ownersOf(mesh, ref);
  for (const owner of owners) if (!(await tx.get(mesh, owner))) return notPresent(mesh, owner);
  return notPresent(mesh, ref);
}

/** The mesh and, for routes and gateway routes, the parent. Nothing for a mesh. */
export function ownersOf(mesh: MeshKey, ref: ResourceRef): ResourceRef[] {
  if (ref.kind === 'mesh') return [];
  const owners: ResourceRef[] = [{ kind: 'mesh', name: mesh.mesh }];
  const { parent } = KIND_INFO[ref.kind];
  if (parent) owners.push({ kind: parent, name: ref.parent ?? '' });
  return owners;
}
