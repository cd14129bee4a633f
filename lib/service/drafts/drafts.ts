import {
  type ApiDraft,
  type ApplyDraft,
  type Draft,
  type DraftEdit,
  type DraftPlan,
  type DraftSummary,
  EMPTY_DRAFT,
  editDraft,
  type MeshKey,
  type NewDraft,
  type RebaseChoice,
  rebaseDraft,
  redoDraft,
  refKey,
  undoDraft,
} from '@/lib/model';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import { ServiceError } from '../errors';
import { getPresent } from '../messages';
import { applyDraft } from './apply-draft';
import { changeDraft, type DraftTarget } from './change-draft';
import { type DraftDeps, MAX_DRAFT_COMMENTS, MAX_OPEN_DRAFTS } from './deps';
import { apiDraft, draftSummary } from './draft-views';
import { applyEdits } from './edit-draft';
import { findDraft, findOpenDraft, storedSnapshot } from './find-draft';
import { restoreChanges, revertChanges } from './go-back';
import { createPlanner } from './plan-draft';

/**
 * The use cases of drafts (design.md, "Writes, revisions, drafts, receipts"). Everybody who may read a mesh may read
 * its drafts and their plans; who may write it may change, comment, apply and delete any of them.
 */
export interface Drafts {
  list(caller: Caller, mesh: MeshKey, options: { applied: boolean }): Promise<DraftSummary[]>;
  create(caller: Caller, mesh: MeshKey, input: NewDraft): Promise<ApiDraft>;
  get(caller: Caller, target: DraftTarget): Promise<ApiDraft>;
  rename(caller: Caller, target: DraftTarget, name: string): Promise<ApiDraft>;
  delete(caller: Caller, target: DraftTarget): Promise<void>;
  edit(caller: Caller, target: DraftTarget, edits: readonly DraftEdit[]): Promise<ApiDraft>;
  comment(caller: Caller, target: DraftTarget, text: string): Promise<ApiDraft>;
  undo(caller: Caller, target: DraftTarget): Promise<ApiDraft>;
  redo(caller: Caller, target: DraftTarget): Promise<ApiDraft>;
  rebase(caller: Caller, target: DraftTarget, choice: RebaseChoice): Promise<ApiDraft>;
  plan(caller: Caller, target: DraftTarget, options: { verdict: boolean }): Promise<DraftPlan>;
  apply(caller: Caller, target: DraftTarget, input: ApplyDraft): Promise<{ revision: number; draft: ApiDraft }>;
}

/** Binds the use cases of drafts. */
export function createDrafts(deps: DraftDeps): Drafts {
  const plan = createPlanner(deps);
  const change = async (...call: [Caller, DraftTarget, Parameters<typeof changeDraft>[3]]) =>
    apiDraft(await changeDraft(deps, ...call));
  return {
    list: (...call) => listDrafts(deps, ...call),
    create: (...call) => createDraft(deps, ...call),
    get: (...call) => getDraft(deps, ...call),
    rename: (caller, target, name) => change(caller, target, async () => ({ name })),
    delete: (...call) => deleteDraft(deps, ...call),
    edit: (caller, target, edits) => change(caller, target, (tx, draft) => applyEdits(tx, draft, edits)),
    comment: (caller, target, text) =>
      change(caller, target, async (_, draft) =>
        commented(draft, { at: deps.clock.now(), who: caller.writer.who, text }),
      ),
    undo: (caller, target) => change(caller, target, async (_, draft) => undoDraft(draft) ?? nothing('undo')),
    redo: (caller, target) => change(caller, target, async (_, draft) => redoDraft(draft) ?? nothing('redo')),
    rebase: (caller, target, choice) =>
      change(caller, target, async (tx, draft) => rebased(draft, await storedSnapshot(tx, target.mesh), choice)),
    plan,
    apply: (...call) => applyDraft(deps, ...call),
  };
}

async function listDrafts(deps: DraftDeps, caller: Caller, mesh: MeshKey, { applied }: { applied: boolean }) {
  authorize(caller, 'read', mesh.account);
  const drafts = await read(deps, (tx) => tx.drafts(mesh));
  return drafts.filter((draft) => applied || draft.appliedRevision === undefined).map(draftSummary);
}

async function getDraft(deps: DraftDeps, caller: Caller, { mesh, id }: DraftTarget): Promise<ApiDraft> {
  authorize(caller, 'read', mesh.account);
  return apiDraft(await read(deps, (tx) => findDraft(tx, mesh, id)));
}

async function createDraft(deps: DraftDeps, caller: Caller, mesh: MeshKey, input: NewDraft): Promise<ApiDraft> {
  authorize(caller, 'write', mesh.account);
  return write(deps, async (tx) => {
    await getPresent(tx, mesh, { kind: 'mesh', name: mesh.mesh });
    const open = (await tx.drafts(mesh)).filter((draft) => draft.appliedRevision === undefined);
    if (open.length >= MAX_OPEN_DRAFTS) {
      throw new ServiceError('limit-exceeded', `Mesh ${mesh.mesh} has ${open.length} open drafts; that is the limit.`);
    }
    const { from } = input;
    const changes = !from
      ? []
      : await ('revert' in from ? revertChanges(tx, mesh, from.revert) : restoreChanges(tx, mesh, from.restore));
    const now = deps.clock.now();
    const { who } = caller.writer;
    const made = { id: deps.random.uuid(), meshKey: mesh, name: input.name, author: who, createdAt: now, version: 1 };
    const draft: Draft = { ...EMPTY_DRAFT, ...made, changes, comments: [], updatedAt: now, updatedBy: who };
    await tx.putDraft(draft);
    return apiDraft(draft);
  });
}

async function deleteDraft(deps: DraftDeps, caller: Caller, { mesh, id, version }: DraftTarget): Promise<void> {
  authorize(caller, 'write', mesh.account);
  await write(deps, async (tx) => {
    await findOpenDraft(tx, mesh, id, version);
    await tx.deleteDraft(mesh, id);
  });
}

function commented(draft: Draft, comment: Draft['comments'][number]): Partial<Draft> {
  if (draft.comments.length < MAX_DRAFT_COMMENTS) return { comments: [...draft.comments, comment] };
  throw new ServiceError('limit-exceeded', `A draft can have at most ${MAX_DRAFT_COMMENTS} comments.`);
}

function nothing(what: 'undo' | 'redo'): never {
  throw new ServiceError('bad-request', `There is nothing to ${what} in this draft.`);
}

/** One step of undo, like an edit. */
function rebased(draft: Draft, snapshot: Parameters<typeof rebaseDraft>[0], choice: RebaseChoice): Partial<Draft> {
  const choices = new Map((choice.choices ?? []).map(({ ref, take }) => [refKey(ref), take]));
  const { changes, open } = rebaseDraft(snapshot, draft.changes, (ref) => choices.get(refKey(ref)) ?? choice.take);
  if (open.length > 0) {
    const text = 'Some fields were changed on both sides: say for each of these resources which side to take.';
    throw new ServiceError('conflict', text, undefined, { reason: 'stale', stale: open });
  }
  const left = new Map(changes.map((change) => [refKey(change.ref), change]));
  const wishes = draft.changes.map(({ ref }) => {
    const change = left.get(refKey(ref));
    return { ref, ...(change && { change }) };
  });
  return editDraft(draft, wishes);
}
