'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CallCount, ConnectionView } from '@/lib/model';
import { absoluteDate, Badge, Button } from '../ui';
import { ServiceTable } from './service-table';

export interface ConnectionCardProps {
  connection: ConnectionView;
  onEdit?: (connection: ConnectionView) => void;
  onDelete?: (connection: ConnectionView) => void;
}

const TONES = { unused: 'neutral', waiting: 'accent', working: 'good', failing: 'attention' } as const;
const all = ({ instances, revisions }: CallCount) => instances + revisions;

/** One connection: where it leads, whether AWS answers, what it costs, and each service that is read through it. */
export function ConnectionCard({ connection, onEdit, onDelete }: ConnectionCardProps) {
  const t = useTranslations('connections');
  const { name, state } = connection;
  return (
    <section aria-label={name} className="rounded-lg border bg-card px-4 py-3">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 break-words font-semibold text-lg">{name}</h2>
        <Badge tone={TONES[state.status]}>{t(`status.${state.status}`)}</Badge>
        <span className="ml-auto flex gap-2">
          {onEdit && (
            <Button size="sm" aria-label={t('editOne', { name })} onClick={() => onEdit(connection)}>
              {t('edit')}
            </Button>
          )}
          {onDelete && (
            <Button size="sm" aria-label={t('delete.one', { name })} onClick={() => onDelete(connection)}>
              {t('delete.action')}
            </Button>
          )}
        </span>
      </header>
      <Facts connection={connection} />
      {state.services.some(({ answeredAt, failure }) => failure && answeredAt !== undefined) && (
        <p className="mb-2 text-ink-2">{t('kept')}</p>
      )}
      {state.status === 'unused' ? (
        <p className="text-ink-2">{t('unused')}</p>
      ) : (
        <ServiceTable connection={connection} />
      )}
    </section>
  );
}

function Facts({ connection: { awsRegion, profile, endpoint, pollSeconds, state } }: { connection: ConnectionView }) {
  const t = useTranslations('connections.facts');
  const locale = useLocale();
  const { today, total, since } = state.calls;
  return (
    <dl className="my-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <Fact label={t('region')}>
        <code className="font-mono text-xs">{awsRegion}</code>
      </Fact>
      <Fact label={t('credentials')}>
        {profile === undefined ? t('standardChain') : t('profile', { name: profile })}
      </Fact>
      {endpoint !== undefined && (
        <Fact label={t('endpoint')}>
          <code className="break-all font-mono text-xs">{endpoint}</code>
        </Fact>
      )}
      <Fact label={t('poll')}>{t('seconds', { count: pollSeconds })}</Fact>
      <Fact label={t('calls')} title={t('callsHint')}>
        {t('callsToday', { count: all(today) })} ·{' '}
        {t('callsTotal', { count: all(total), time: absoluteDate(since, locale) })}
      </Fact>
    </dl>
  );
}

function Fact({ label, title, children }: { label: ReactNode; title?: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5" title={title}>
      <dt className="shrink-0 text-ink-2">{label}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </div>
  );
}
