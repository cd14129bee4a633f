import type { ApiDraft, Draft, DraftSummary } from '@/lib/model';

function faceOf(draft: Draft) {
  const { id, meshKey, name, author, createdAt, updatedAt, updatedBy, version, appliedRevision } = draft;
  const face = { id, mesh: meshKey.mesh, name, author, createdAt, updatedAt, updatedBy, version };
  return { ...face, ...(appliedRevision !== undefined && { appliedRevision }) };
}

/** A draft as the list shows it. */
export function draftSummary(draft: Draft): DraftSummary {
  return { ...faceOf(draft), resources: draft.changes.length, comments: draft.comments.length };
}

/** A draft as the Meshkeep API shows it: undo steps stay here. */
export function apiDraft(draft: Draft): ApiDraft {
  const open = draft.appliedRevision === undefined;
  return {
    ...faceOf(draft),
    changes: [...draft.changes],
    comments: [...draft.comments],
    canUndo: open && draft.undo.length > 0,
    canRedo: open && draft.redo.length > 0,
  };
}
