import { KIND_INFO, type Kind, type MeshKey, type Resource } from '@/lib/model';
import { authorize, meshKeyOf } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps } from './deps';
import { type Input, type RawInput, readInput, refOf, text } from './input';
import { getPresent } from './messages';
import { type Page, pageOf } from './paging';

/** Describe…: one resource; its spec is exactly what was sent. */
export async function describeResource(
  deps: ServiceDeps,
  caller: Caller,
  kind: Kind,
  raw: RawInput,
): Promise<Resource> {
  authorize(caller, 'read');
  const input = readInput(`Describe${KIND_INFO[kind].label}`, raw);
  const mesh = meshKeyOf(caller, 'read', text(input, 'meshName') ?? '', text(input, 'meshOwner'));
  return read(deps, (tx) => getPresent(tx, mesh, refOf(kind, input)));
}

/** List…: a page of a mesh's resources of one kind (of one parent), or of the account's meshes, sorted by name. */
export async function listResources(
  deps: ServiceDeps,
  caller: Caller,
  kind: Kind,
  raw: RawInput,
): Promise<Page<Resource>> {
  authorize(caller, 'read');
  const { label, parent } = KIND_INFO[kind];
  const input = readInput(kind === 'mesh' ? 'ListMeshes' : `List${label}s`, raw);
  if (kind === 'mesh') return page(await read(deps, (tx) => tx.listMeshes(caller)), input, caller.account);
  const mesh = meshKeyOf(caller, 'read', text(input, 'meshName') ?? '', text(input, 'meshOwner'));
  const parentName = parent && text(input, KIND_INFO[parent].nameMember);
  const all = await read(deps, async (tx) => {
    await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
    if (parent) await getPresent(tx, mesh, { kind: parent, name: parentName ?? '' });
    return tx.list(mesh, kind, parentName);
  });
  return page(all, input, scopeOf(mesh, kind, parentName));
}

function scopeOf(mesh: MeshKey, kind: Kind, parent = ''): string {
  return JSON.stringify([mesh.account, mesh.region, mesh.mesh, kind, parent]);
}

function page(all: readonly Resource[], input: Input, scope: string): Page<Resource> {
  const { limit = 100, nextToken } = input.members as { limit?: number; nextToken?: string };
  return pageOf(all, {
    keyOf: (resource) => resource.name,
    scope,
    limit,
    ...(nextToken !== undefined && { nextToken }),
  });
}
