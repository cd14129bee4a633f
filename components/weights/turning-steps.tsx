'use client';

import { useTranslations } from 'next-intl';
import type { Receipt } from '@/lib/model';

/** Where the TLS of virtual nodes is that a revision turns in steps. */
export function TurningSteps({ turning = [] }: Pick<Receipt, 'turning'>) {
  const t = useTranslations('weights.receipt.turning');
  if (turning.length === 0) return null;
  return (
    <ul aria-label={t('label')} title={t('label')} className="flex flex-col gap-0.5 text-ink-2 text-xs">
      {turning.map(({ virtualNode, step }) => (
        <li key={virtualNode} className="break-words">
          {t(step, { node: virtualNode })}
        </li>
      ))}
    </ul>
  );
}
