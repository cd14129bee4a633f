'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { redoDraft, undoDraft } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftErrorText, useDraftWrite } from '../mesh-view';
import { Button, IconButton } from '../ui';
import { DiscardDraft } from './discard-draft';
import { RenameDraft } from './rename-draft';

/** Undo and redo inside a draft, its name, and its end. */
export function DraftActions({ draft }: { draft: ApiDraft }) {
  const t = useTranslations('drafts');
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState<'rename' | 'discard'>();
  const step = useDraftWrite(draft.mesh, (move: typeof undoDraft) => move(draft));
  const go = (move: typeof undoDraft) =>
    step.mutate(move, {
      onError: (error) => toast.error(t('changeFailed'), { description: errorText(error).message }),
    });
  if (!mayWrite) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <IconButton
        icon={Undo2}
        label={t('undo')}
        disabled={!draft.canUndo || step.isPending}
        onClick={() => go(undoDraft)}
      />
      <IconButton
        icon={Redo2}
        label={t('redo')}
        disabled={!draft.canRedo || step.isPending}
        onClick={() => go(redoDraft)}
      />
      <Button onClick={() => setOpen('rename')}>{t('rename.action')}</Button>
      <Button variant="danger" onClick={() => setOpen('discard')}>
        {t('discard.action')}
      </Button>
      {open === 'rename' && <RenameDraft draft={draft} onClose={close} />}
      {open === 'discard' && <DiscardDraft draft={draft} onClose={close} />}
    </>
  );
}
