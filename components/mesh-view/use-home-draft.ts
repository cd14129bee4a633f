'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { draftsQuery } from '@/lib/client';
import type { DraftSummary } from '@/lib/model';
import { useView } from '../layout';
import { lastDraft, onLastDraft } from './current-view';
import { openDrafts } from './open-drafts';

/** The open drafts of a mesh, and the one that "Draft" means: the one shown, else the one worked on last, else the newest. */
export function useHomeDraft(mesh: string): { home: DraftSummary | undefined; open: readonly DraftSummary[] } {
  const { data = [] } = useQuery(draftsQuery(mesh));
  const { draft: shown } = useView();
  const last = useSyncExternalStore(
    onLastDraft,
    () => lastDraft(mesh),
    () => undefined,
  );
  const open = openDrafts(data);
  const byId = (id: string | undefined) => open.find((draft) => draft.id === id);
  return { home: byId(shown) ?? byId(last) ?? open[0], open };
}
