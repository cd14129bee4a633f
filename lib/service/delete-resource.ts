import { KIND_INFO, type Kind } from '@/lib/model';
import { authorize, meshKeyOf } from './authorize';
import type { Caller } from './caller';
import type { WriteResult } from './client-token';
import { type ServiceDeps, write } from './deps';
import { type RawInput, readInput, refOf, text } from './input';
import { getPresent } from './messages';
import { requireUnused } from './references';

/**
 * Delete…: refused while something needs the resource. Answers its last state with the time of the deletion; all but
 * a mesh show a version one higher, as App Mesh's recorded answers do (appmesh-api.md section 2).
 */
export async function deleteResource(
  deps: ServiceDeps,
  caller: Caller,
  kind: Kind,
  raw: RawInput,
): Promise<WriteResult> {
  authorize(caller, 'write');
  const input = readInput(`Delete${KIND_INFO[kind].label}`, raw);
  const mesh = meshKeyOf(caller, 'write', text(input, 'meshName') ?? '', text(input, 'meshOwner'));
  const ref = refOf(kind, input);
  return write(deps, async (tx) => {
    const before = await getPresent(tx, mesh, ref);
    await requireUnused(tx, mesh, ref);
    await tx.delete(mesh, ref);
    const at = Math.floor(deps.clock.now());
    const revision = await tx.commitRevision(mesh, { at, writer: caller.writer, message: '' });
    const version = kind === 'mesh' ? before.version : before.version + 1;
    return { resource: { ...before, version, lastUpdatedAt: at }, revision };
  });
}
