'use client';

import { useTranslations } from 'next-intl';
import type { Traffic } from '@/lib/model';
import { useFigures } from '../ui';
import { targetColour } from './target-colour';
import type { TargetLine } from './targets-table';

export interface ObservedSplitProps {
  /** A draft is shown, so it must be said that this is live. */
  isOfLive: boolean;
  lines: readonly TargetLine[];
  /** What access logs tell of this route; absent = nothing reports it. */
  seen: Traffic['routes'][number] | undefined;
  /** Server's time of the figures, ms. */
  at: number | undefined;
  windowSeconds: number | undefined;
}

/** What really happened beside what is wanted. Where nothing reports, it says so instead of showing zero. */
export function ObservedSplit({ isOfLive, lines, seen, at, windowSeconds }: ObservedSplitProps) {
  const t = useTranslations('weights');
  const source = useTranslations('common.source');
  const figures = useFigures();
  const shares = lines.map((line) => line.observed?.share ?? 0);
  const reached = shares.some((share) => share > 0);
  const counted = seen && at !== undefined ? Math.max(1, Math.round((at - seen.since) / 1000)) : undefined;
  const title =
    counted !== undefined && windowSeconds !== undefined && counted < windowSeconds - 1
      ? t('observedSince', { seconds: counted })
      : t('observed');
  const split = lines.map((line, index) =>
    t('part', { name: line.short, percent: figures.percent(shares[index] ?? 0) }),
  );
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-3 text-ink-2">
        <span title={source('accessLog')}>{isOfLive ? t('ofLive', { what: title }) : title}</span>
        {reached && (
          <span data-testid="observed-split">{shares.map((share) => figures.percent(share)).join(' / ')}</span>
        )}
      </div>
      {!seen && <p className="text-ink-3">{t('observedNotKnown')}</p>}
      {seen && !reached && (
        <p className="text-ink-3">
          {seen.requests === 0 ? t('observedIdle') : t('observedNone', { count: seen.requests })}
        </p>
      )}
      {reached && (
        <div
          role="img"
          aria-label={t('observedBar', { split: split.join(', ') })}
          className="flex h-2 gap-px overflow-hidden rounded-full"
        >
          {lines.map((line, index) => (
            <span
              key={line.id}
              style={{ flex: `${shares[index]} ${shares[index]} 0`, background: targetColour(index) }}
            />
          ))}
        </div>
      )}
    </div>
  );
}
