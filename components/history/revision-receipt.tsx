'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { receiptQuery } from '@/lib/client';
import type { Receipt } from '@/lib/model';
import { Skeleton, StateMark } from '../ui';
import { TurningSteps } from '../weights';

/** On how many proxies a revision is. */
export function RevisionReceipt({ mesh, revision }: { mesh: string; revision: number }) {
  const t = useTranslations('changes.receipt');
  const query = useQuery({ ...receiptQuery(mesh, revision), retry: false });
  if (query.isPending) return <Skeleton className="h-5 w-64" />;
  if (!query.data) return <p className="text-ink-2">{t('unknown')}</p>;
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2">
        <span className="sr-only">{t('title')}: </span>
        <Words receipt={query.data} />
      </p>
      <TurningSteps turning={query.data.turning} />
    </div>
  );
}

function Words({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('changes.receipt');
  const { total, done, waiting, refused, gone, ms } = receipt;
  if (total === 0) return <span className="text-ink-2">{t('unused')}</span>;
  const text =
    waiting > 0
      ? t('waiting', { done, total, waiting })
      : ms === undefined || done === 0
        ? t('reached', { done, total })
        : t('done', { done, total, ms: Math.round(ms) });
  return (
    <>
      <StateMark state={refused ? 'bad' : waiting || receipt.turning ? 'waiting' : 'good'} />
      <span className="font-semibold">{text}</span>
      {refused > 0 && <span className="text-bad-ink">{t('refused', { count: refused })}</span>}
      {gone > 0 && <span className="text-ink-2">{t('gone', { count: gone })}</span>}
    </>
  );
}
