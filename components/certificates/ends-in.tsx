'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { certificateEnd } from '@/lib/model';
import { absoluteTime, Badge, relativeTime } from '../ui';

const TONES = { 'ends-soon': 'attention', ended: 'bad' } as const;

/** How long a certificate is still good: plain while there is time, a mark with a word once there is little or none. */
export function EndsIn({ at }: { at: number }) {
  const t = useTranslations('certificates');
  const locale = useLocale();
  const now = useNow(at);
  const { state, days } = certificateEnd(at, now);
  const left = t('daysLeft', { count: days });
  const words = state === 'ended' ? t('ended', { time: relativeTime(at, now, locale) }) : left;
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at, locale)} suppressHydrationWarning>
      {state === 'good' ? (
        words
      ) : (
        <Badge tone={TONES[state]}>
          <TriangleAlert aria-hidden="true" size={12} />
          {state === 'ends-soon' ? `${t('soon')} ${words}` : words}
        </Badge>
      )}
    </time>
  );
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The time, as often as the words about an end may change; anew when that end is another one. */
function useNow(at: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, Math.abs(at - Date.now()) < DAY_MS ? MINUTE_MS : 60 * MINUTE_MS);
    return () => clearInterval(timer);
  }, [at]);
  return now;
}
