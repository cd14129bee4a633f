import type { Draft, MeshKey } from '@/lib/model';
import type { WriteTx } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { write } from '../deps';
import type { DraftDeps } from './deps';
import { findOpenDraft } from './find-draft';

/** Which draft, and the version that the caller has seen (absent: any). */
export interface DraftTarget {
  mesh: MeshKey;
  id: string;
  version?: number | undefined;
}

/** Changes an open draft: `change` answers with the members that differ. */
export function changeDraft(
  deps: DraftDeps,
  caller: Caller,
  { mesh, id, version }: DraftTarget,
  change: (tx: WriteTx, draft: Draft) => Promise<Partial<Draft>>,
): Promise<Draft> {
  authorize(caller, 'write', mesh.account);
  return write(deps, async (tx) => {
    const draft = await findOpenDraft(tx, mesh, id, version);
    const changed = touched(deps, caller, { ...draft, ...(await change(tx, draft)) });
    await tx.putDraft(changed);
    return changed;
  });
}

/** A draft with its next version, by this caller, now. */
export function touched(deps: Pick<DraftDeps, 'clock'>, caller: Caller, draft: Draft): Draft {
  return { ...draft, version: draft.version + 1, updatedAt: deps.clock.now(), updatedBy: caller.writer.who };
}
