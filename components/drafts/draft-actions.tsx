'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApiDraft } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftSteps } from '../mesh-view';
import { Button, IconButton } from '../ui';
import { DiscardDraft } from './discard-draft';
import { RenameDraft } from './rename-draft';

/** Undo and redo inside a draft, its name, and its end. */
export function DraftActions({ draft }: { draft: ApiDraft }) {
  const t = useTranslations('drafts');
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState<'rename' | 'discard'>();
  const { undo, redo, canUndo, canRedo } = useDraftSteps(draft.mesh, draft.id);
  if (!mayWrite) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <IconButton icon={Undo2} label={t('undo')} disabled={!canUndo} onClick={undo} />
      <IconButton icon={Redo2} label={t('redo')} disabled={!canRedo} onClick={redo} />
      <Button onClick={() => setOpen('rename')}>{t('rename.action')}</Button>
      <Button variant="danger" onClick={() => setOpen('discard')}>
        {t('discard.action')}
      </Button>
      {open === 'rename' && <RenameDraft draft={draft} onClose={close} />}
      {open === 'discard' && <DiscardDraft draft={draft} onClose={close} />}
    </>
  );
}
