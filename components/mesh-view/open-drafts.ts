import type { DraftSummary } from '@/lib/model';

/** Drafts that can still be changed, the one that was worked on last first. */
export function openDrafts(drafts: readonly DraftSummary[]): DraftSummary[] {
  return drafts.filter((draft) => draft.appliedRevision === undefined).sort((a, b) => b.updatedAt - a.updatedAt);
}
