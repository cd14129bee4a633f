import { type MeshKey, type ResourceChange, type Revision, sameTags } from '@/lib/model';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps } from './deps';

/** Entries of a mesh's history, newest first: `before` excludes that revision and all later ones. */
export async function readRevisions(
  deps: Pick<ServiceDeps, 'store'>,
  caller: Caller,
  mesh: MeshKey,
  page: { before?: number; limit: number },
): Promise<Revision[]> {
  authorize(caller, 'read', mesh.account);
  const entries = await read(deps, (tx) => tx.history(mesh, page));
  return entries.map(({ revision, at, writer, message, changes }) => ({
    revision,
    at,
    writer,
    message,
    changes: changes.map(apiChange),
  }));
}

function apiChange({ ref, before, after }: ResourceChange): Revision['changes'][number] {
  const op = before ? (after ? 'changed' : 'removed') : 'added';
  const tags = { before: [...(before?.tags ?? [])], after: [...(after?.tags ?? [])] };
  return {
    ref,
    op,
    ...(before && { before: before.spec }),
    ...(after && { after: after.spec }),
    ...(!sameTags(tags.before, tags.after) && { tags }),
  };
}
