'use client';

import { WifiOff } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { absoluteTime } from '../ui';
import { useLive } from './live';

/** Says so while the stream of events is away; what is shown then is old. */
export function OfflineNotice() {
  const t = useTranslations('shell.live');
  const locale = useLocale();
  const { state, lastSeen } = useLive();
  if (state !== 'offline') return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-2 border-b bg-attention-tint px-4 py-1.5 text-attention-ink"
    >
      <WifiOff aria-hidden="true" size={14} />
      <strong className="font-semibold">{t('offline')}</strong>
      {lastSeen !== undefined && <span>{t('offlineHint', { time: absoluteTime(lastSeen, locale) })}</span>}
    </div>
  );
}
