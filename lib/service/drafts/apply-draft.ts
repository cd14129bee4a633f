import { type ApiDraft, type ApplyDraft, type Draft, type DraftConflict, KIND_INFO } from '@/lib/model';
import type { WriteTx } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { write } from '../deps';
import { ServiceError } from '../errors';
import { type DraftTarget, touched } from './change-draft';
import type { DraftDeps } from './deps';
import { apiDraft } from './draft-views';
import { findOpenDraft, storedSnapshot } from './find-draft';
import { type Outcome, outcomeOf } from './outcome';

/**
 * Applies a draft: all of it in one transaction and one revision, or nothing. Refused while live moved away under it,
 * while the API would refuse any of it, and, without `confirm`, while it makes errors.
 */
export async function applyDraft(
  deps: DraftDeps,
  caller: Caller,
  { mesh, id }: DraftTarget,
  input: ApplyDraft,
): Promise<{ revision: number; draft: ApiDraft }> {
  authorize(caller, 'write', mesh.account);
  return write(deps, async (tx) => {
    const draft = await findOpenDraft(tx, mesh, id, input.version);
    const snapshot = await storedSnapshot(tx, mesh);
    const outcome = await outcomeOf(deps, caller, { snapshot, changes: draft.changes });
    requireApplicable(draft, outcome, input.confirm ?? false);
    await store(tx, draft, outcome);
    const entry = { at: deps.clock.now(), writer: caller.writer, message: input.message ?? '' };
    const revision = await tx.commitRevision(mesh, entry);
    const applied = touched(deps, caller, { ...draft, undo: [], redo: [], appliedRevision: revision });
    await tx.putDraft(applied);
    return { revision, draft: apiDraft(applied) };
  });
}

async function store(tx: WriteTx, { meshKey }: Draft, { merged }: Outcome): Promise<void> {
  for (const { ref, after } of merged.changes) await (after ? tx.put(after) : tx.delete(meshKey, ref));
}

function requireApplicable({ name }: Draft, { merged, refusals, problems }: Outcome, confirm: boolean): void {
  if (merged.stale.length > 0) {
    const both = merged.stale.map(({ ref, live }) => {
      const by = live ? `changed by ${live.writer.who} (version ${live.version})` : 'deleted';
      return `${KIND_INFO[ref.kind].label} ${ref.name} was ${by} since the draft began`;
    });
    throw conflict(`${both.join('; ')}. Rebase the draft and look at it again.`, {
      reason: 'stale',
      stale: merged.stale,
    });
  }
  if (merged.changes.length === 0) throw new ServiceError('bad-request', `The draft ${name} changes nothing.`);
  if (refusals.length > 0) {
    throw conflict(refusals.map(({ message }) => message).join('\n'), { reason: 'refused', refusals });
  }
  const errors = problems.filter(({ isNew, severity }) => isNew && severity === 'error');
  if (errors.length > 0 && !confirm) {
    const text = `The draft ${name} makes ${errors.length} error(s) in the mesh. Apply it with confirm if that is meant.`;
    throw conflict(text, { reason: 'errors', problems: errors.map(({ isNew: _, ...problem }) => problem) });
  }
}

function conflict(text: string, details: DraftConflict): ServiceError {
  return new ServiceError('conflict', text, undefined, details);
}
