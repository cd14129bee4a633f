import { applyDraft, createDraft, deleteDraft, editDraft } from '@/lib/client';
import type { DraftEdit } from '@/lib/model';

export interface ApplyNow {
  mesh: string;
  edits: readonly DraftEdit[];
  /** Of the draft, as the list of applied drafts shows it. */
  name: string;
  /** Although it makes errors. */
  confirm: boolean;
}

/**
 * Edits as a draft of their own that is applied at once: the same checks as for any draft, one revision. The draft is
 * deleted again when they stop it. Rejects with ClientError; its conflict says why.
 */
export async function applyNow({ mesh, edits, name, confirm }: ApplyNow): Promise<{ revision: number }> {
  const empty = await createDraft(mesh, { name });
  try {
    const draft = await editDraft(empty, edits);
    return await applyDraft(draft, { confirm });
  } catch (error) {
    await deleteDraft(empty);
    throw error;
  }
}
