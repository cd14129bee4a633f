'use client';

import { useTranslations } from 'next-intl';
import { mayLeave } from '@/lib/graph';
import type { ResourceRef } from '@/lib/model';
import { cn } from '../ui';
import { useDraw } from './canvas-context';

/**
 * The handle at the right of a card or row: dragged to another card it draws a line, clicked it opens the list of all
 * that the line may lead to. Keyboards have the same by the key C, so it is no stop of its own.
 */
export function ConnectHandle({ subject, className }: { subject: ResourceRef; className?: string }) {
  const t = useTranslations('graph.connect');
  const draw = useDraw();
  if (!draw || !mayLeave(subject.kind)) return null;
  return (
    <span
      aria-hidden="true"
      title={t('handle')}
      data-connect={subject.name}
      onPointerDown={(event) => event.button === 0 && draw({ type: 'new', from: subject }, event)}
      className={cn(
        'nodrag nopan absolute -right-3 flex size-6 cursor-crosshair items-center justify-center opacity-0',
        subject.parent === undefined ? 'top-[15px]' : 'top-0.5',
        className,
      )}
    >
      <span className="size-3 rounded-full border-2 border-accent bg-card" />
    </span>
  );
}
