import type { DraftSummary } from '@/lib/model';

/** Open ones first, since something is to be done there; each newest first. */
export function sortDrafts(drafts: readonly DraftSummary[]): DraftSummary[] {
  const isApplied = (draft: DraftSummary) => Number(draft.appliedRevision !== undefined);
  return [...drafts].sort((a, b) => isApplied(a) - isApplied(b) || b.updatedAt - a.updatedAt);
}
