'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useMayWrite } from '../layout';
import { IconButton } from '../ui';
import { useDraftSteps } from './use-draft-steps';

/** Undo and redo of the draft that is shown, by button and by Ctrl/⌘ Z. */
export function DraftSteps({ mesh, id }: { mesh: string; id: string }) {
  const t = useTranslations('drafts');
  const mayWrite = useMayWrite();
  const { undo, redo, canUndo, canRedo } = useDraftSteps(mesh, id);
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
