'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { draftQuery, redoDraft, undoDraft } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftErrorText, useDraftWrite } from './use-draft-write';

type Step = 'undo' | 'redo';

export interface DraftStepper {
  undo: () => void;
  redo: () => void;
  /** Whether there is something to undo or redo, and the person may. */
  canUndo: boolean;
  canRedo: boolean;
}

const steps = {
  undo: { may: (draft: ApiDraft) => draft.canUndo, go: undoDraft },
  redo: { may: (draft: ApiDraft) => draft.canRedo, go: redoDraft },
} as const;

/**
 * Undo and redo inside a draft. A step asked for while another write is under way takes its turn after it, and acts on
 * the draft as it is then; where nothing is left to undo or redo, it does nothing.
 */
export function useDraftSteps(mesh: string, id: string): DraftStepper {
  const t = useTranslations('drafts');
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const client = useQueryClient();
  const { data: draft } = useQuery(draftQuery(mesh, id));
  const write = useDraftWrite(mesh, async (step: Step) => {
    const now = await client.ensureQueryData(draftQuery(mesh, id));
    return steps[step].may(now) ? steps[step].go(now) : now;
  });
  const take = (step: Step) => () => {
    if (!mayWrite) return;
    write.mutate(step, {
      onError: (error) => toast.error(t('changeFailed'), { id: `step ${id}`, description: errorText(error).message }),
    });
  };
  const can = (step: Step) => mayWrite && draft !== undefined && steps[step].may(draft);
  return { undo: take('undo'), redo: take('redo'), canUndo: can('undo'), canRedo: can('redo') };
}
