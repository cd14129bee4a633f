'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { receiptQuery, snapshotQuery } from '@/lib/client';
import type { Receipt } from '@/lib/model';

/** What became of the newest revision. Nothing is said when there is no receipt (before the control plane's last start). */
export function LatestReceipt({ mesh }: { mesh: string }) {
  const revision = useQuery(snapshotQuery(mesh)).data?.revision;
  const receipt = useQuery({
    ...receiptQuery(mesh, revision ?? 0),
    enabled: revision !== undefined,
    retry: false,
  }).data;
  return receipt ? <Summary receipt={receipt} /> : null;
}

function Summary({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('proxies');
  const { revision, total, done, waiting, refused, gone, ms } = receipt;
  const states = [
    done > 0 && (ms === undefined ? t('receiptDone', { done }) : t('receiptDoneAfter', { done, ms: Math.round(ms) })),
    waiting > 0 && t('receiptWaiting', { count: waiting }),
    refused > 0 && t('receiptRefused', { count: refused }),
    gone > 0 && t('receiptGone', { count: gone }),
  ].filter(Boolean);
  return (
    <>
      {' · '}
      {t('receipt', { revision: String(revision), total })}
      {states.length > 0 && `: ${states.join(', ')}`}
    </>
  );
}
