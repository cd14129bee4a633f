import { z } from 'zod';
import {
  type ApiDraft,
  type ApplyDraft,
  appliedDraftSchema,
  type DraftConflict,
  type DraftEdit,
  draftConflictSchema,
  draftSchema,
  type NewDraft,
  type RebaseChoice,
} from '@/lib/model';
import { ClientError, postJson, sendJson } from './fetch';
import { paths } from './paths';

/** A draft as one has seen it: with `version`, a change that somebody else made meanwhile is not overwritten. */
export type SeenDraft = Pick<ApiDraft, 'mesh' | 'id' | 'version'>;

const at = ({ mesh, id }: SeenDraft, action: string) => `${paths.api.draft(mesh, id)}/${action}`;

/** An empty draft, or one that takes a revision back. All of these reject with ClientError. */
export function createDraft(mesh: string, draft: NewDraft): Promise<ApiDraft> {
  return postJson(paths.api.drafts(mesh), draft, draftSchema);
}

export function editDraft(draft: SeenDraft, edits: readonly DraftEdit[]): Promise<ApiDraft> {
  return postJson(at(draft, 'changes'), { edits, version: draft.version }, draftSchema);
}

export function renameDraft(draft: SeenDraft, name: string): Promise<ApiDraft> {
  return sendJson('PATCH', paths.api.draft(draft.mesh, draft.id), { name, version: draft.version }, draftSchema);
}

export async function deleteDraft({ mesh, id }: SeenDraft): Promise<void> {
  await sendJson('DELETE', paths.api.draft(mesh, id), undefined, z.undefined());
}

export function commentDraft(draft: SeenDraft, text: string): Promise<ApiDraft> {
  return postJson(at(draft, 'comments'), { text }, draftSchema);
}

export function undoDraft(draft: SeenDraft): Promise<ApiDraft> {
  return postJson(at(draft, 'undo'), { version: draft.version }, draftSchema);
}

export function redoDraft(draft: SeenDraft): Promise<ApiDraft> {
  return postJson(at(draft, 'redo'), { version: draft.version }, draftSchema);
}

/** Sets the draft upon what is live; where both changed a field, the choice decides. */
export function rebaseDraft(draft: SeenDraft, choice: Pick<RebaseChoice, 'take' | 'choices'>): Promise<ApiDraft> {
  return postJson(at(draft, 'rebase'), { ...choice, version: draft.version }, draftSchema);
}

/** Everything at once or nothing. The revision is the one whose receipt can be watched. */
export function applyDraft(draft: SeenDraft, how: Pick<ApplyDraft, 'message' | 'confirm'>) {
  return postJson(at(draft, 'apply'), { ...how, version: draft.version }, appliedDraftSchema);
}

/** Why a draft was not changed or applied, if that is what an error says. */
export function draftConflictOf(error: unknown): DraftConflict | undefined {
  return error instanceof ClientError ? draftConflictSchema.safeParse(error.details).data : undefined;
}
