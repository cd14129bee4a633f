'use client';

import { useTranslations } from 'next-intl';
import type { Loss } from '@/lib/formats';
import { Card } from '../drafts';

/** What a format cannot say: named, with the reason. */
export function LostCard({ lost }: { lost: readonly Loss[] }) {
  const t = useTranslations('transfer.export.lost');
  if (lost.length === 0) return <p className="px-1 text-ink-2">{t('none')}</p>;
  return (
    <Card title={t('title')}>
      <p className="text-attention-ink">{t('lead', { count: lost.length })}</p>
      <ul className="flex max-h-80 flex-col gap-1.5 overflow-y-auto">
        {lost.map(({ where, message }) => (
          <li key={where} className="border-line-strong border-l-2 pl-2.5">
            <p className="break-all">{where}</p>
            <p className="break-words font-mono text-ink-2 text-xs">{message}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
