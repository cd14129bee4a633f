'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApiDraft } from '@/lib/model';
import { useMayWrite } from '../layout';
import { Button } from '../ui';
import { DiscardDraft } from './discard-draft';
import { RenameDraft } from './rename-draft';

/** A draft's name, and its end. Undo and redo are in the bar above every page of the draft. */
export function DraftActions({ draft }: { draft: ApiDraft }) {
  const t = useTranslations('drafts');
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState<'rename' | 'discard'>();
  if (!mayWrite) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button onClick={() => setOpen('rename')}>{t('rename.action')}</Button>
      <Button variant="danger" onClick={() => setOpen('discard')}>
        {t('discard.action')}
      </Button>
      {open === 'rename' && <RenameDraft draft={draft} onClose={close} />}
      {open === 'discard' && <DiscardDraft draft={draft} onClose={close} />}
    </>
  );
}
