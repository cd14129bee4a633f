'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { trafficHistoryQuery } from '@/lib/client';
import { sparkFacts } from '@/lib/graph';
import { HISTORY_BUCKET_SECONDS, type ResourceRef, type TrafficPoints } from '@/lib/model';
import { useMeshView } from '../mesh-view';
import { cn, MiddleCut, useFigures } from '../ui';
import { recentLines } from './recent-lines';
import { Sparkline } from './sparkline';
import { useSparkWords } from './use-spark-words';

export interface RecentTrafficProps {
  mesh: string;
  /** A route, whose targets are shown, or something that calls or is called. */
  subject: ResourceRef;
  /** What is there by the configuration: shown as "not known" where nothing reported of it. */
  expected: readonly { name: string; port?: number }[];
}

/** The last five minutes of everything that concerns a resource, one sparkline below the other. */
export function RecentTraffic({ mesh, subject, expected }: RecentTrafficProps) {
  const t = useTranslations('traffic');
  const source = useTranslations('common.source');
  const { mode } = useMeshView(mesh);
  const { data } = useQuery(trafficHistoryQuery(mesh, subject));
  if (!data) return null;
  const lines = recentLines(data, subject, expected);
  const most = Math.max(...lines.flatMap(({ points }) => points.map((point) => point?.requests ?? 0)), 0);
  return (
    <section aria-label={t('recent')} className="flex flex-col gap-1.5">
      <h4 className="text-ink-2" title={source('accessLog')}>
        {mode === 'live' ? t('recent') : t('recentOfLive')}
      </h4>
      {lines.length === 0 ? (
        <p className="text-ink-3">{t('recentNotKnown')}</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {lines.map(({ id, name, points }) => (
            <Line key={id} name={name} points={points} most={most} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ name, points, most }: { name: string; points: TrafficPoints; most: number }) {
  const t = useTranslations('traffic');
  const common = useTranslations('common');
  const figures = useFigures();
  const words = useSparkWords(HISTORY_BUCKET_SECONDS);
  const facts = sparkFacts(points, HISTORY_BUCKET_SECONDS);
  return (
    <li className="grid grid-cols-[39%_1fr_72px] items-center gap-2">
      <MiddleCut text={name} />
      {facts ? (
        <Sparkline points={points} most={most} label={words(name, facts)} />
      ) : (
        <span className="text-ink-3">{common('notKnown')}</span>
      )}
      <span className="text-right text-xs tabular-nums" aria-hidden={facts && true}>
        {facts && (
          <>
            <span className="block">
              {facts.now === undefined ? '–' : t('perSecond', { rate: figures.rate(facts.now) })}
            </span>
            <span className={cn('block', facts.failed > 0 ? 'text-bad-ink' : 'text-ink-2')}>
              {facts.failed > 0
                ? t('failed', { share: figures.percent(facts.failed * 100) })
                : t('most', { rate: figures.rate(facts.max) })}
            </span>
          </>
        )}
      </span>
    </li>
  );
}
