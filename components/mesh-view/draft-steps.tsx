'use client';

import { useQuery } from '@tanstack/react-query';
import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { draftQuery, redoDraft, undoDraft } from '@/lib/client';
import { useMayWrite } from '../layout';
import { IconButton } from '../ui';
import { useDraftErrorText, useDraftWrite } from './use-draft-write';

/** Undo and redo of the draft that is shown, by button and by Ctrl/⌘ Z. */
export function DraftSteps({ mesh, id }: { mesh: string; id: string }) {
  const t = useTranslations('drafts');
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const { data: draft } = useQuery(draftQuery(mesh, id));
  const step = useDraftWrite(mesh, (move: typeof undoDraft) => move(draft ?? { mesh, id, version: 0 }));
  const canUndo = mayWrite && draft?.canUndo === true && !step.isPending;
  const canRedo = mayWrite && draft?.canRedo === true && !step.isPending;
  const go = (move: typeof undoDraft) =>
    step.mutate(move, {
      onError: (error) => toast.error(t('changeFailed'), { description: errorText(error).message }),
    });
  const undo = () => canUndo && go(undoDraft);
  const redo = () => canRedo && go(redoDraft);
  useUndoKeys(undo, redo);
  if (!mayWrite) return null;
  return (
    <span className="flex items-center max-md:hidden">
      <IconButton icon={Undo2} label={t('undo')} disabled={!canUndo} onClick={undo} />
      <IconButton icon={Redo2} label={t('redo')} disabled={!canRedo} onClick={redo} />
    </span>
  );
}

/** Ctrl/⌘ Z and Ctrl/⌘ Shift Z anywhere on the page, except where a text is being written: there it has its own undo. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  const latest = useRef({ undo, redo });
  latest.current = { undo, redo };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]');
      if (typing || event.defaultPrevented) return;
      event.preventDefault();
      if (event.shiftKey) latest.current.redo();
      else latest.current.undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
