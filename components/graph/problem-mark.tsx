'use client';

import { useTranslations } from 'next-intl';
import type { ProblemCount } from '@/lib/graph';
import { cn } from '../ui';
import { useCanvas } from './canvas-context';

/** The worst problem as colour and shape: errors square, warnings round, infos small. Nothing where all is well. */
export function ProblemMark({ count, className }: { count: ProblemCount; className?: string }) {
  const t = useTranslations('graph.card');
  const { showProblems } = useCanvas();
  const all = count.error + count.warning + count.info;
  if (all === 0 || !showProblems) return null;
  const label = t('problems', { count: all });
  const look =
    count.error > 0
      ? 'rounded-sm bg-bad text-card'
      : count.warning > 0
        ? 'rounded-full bg-attention text-card'
        : 'rounded-full border border-line-strong bg-card text-ink-2';
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={cn('flex size-4 items-center justify-center font-bold text-xs leading-none', look, className)}
    >
      {count.error + count.warning > 0 ? '!' : 'i'}
    </span>
  );
}
