'use client';

import { useQuery } from '@tanstack/react-query';
import { Equal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { pastQuery } from '@/lib/client';
import { Button, EmptyState, ErrorState, IconButton, NumberField, Skeleton } from '../ui';
import { useErrorText } from '../words';
import { differences } from './differences';
import { RevisionChanges } from './revision-changes';

export interface CompareRevisionsProps {
  mesh: string;
  from: number;
  to: number;
  onChange: (between: { from: number | undefined; to: number | undefined }) => void;
}

/** What differs between any two revisions of a mesh, resource by resource. */
export function CompareRevisions({ mesh, from, to, onChange }: CompareRevisionsProps) {
  const t = useTranslations('changes.compare');
  const [first, setFirst] = useState<number | undefined>(from);
  const [second, setSecond] = useState<number | undefined>(to);
  const isChanged = first !== from || second !== to;
  return (
    <section aria-label={t('title')} className="mb-4 rounded-lg border bg-card">
      <form
        className="flex flex-wrap items-center gap-2 border-b px-3.5 py-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ from: first, to: second });
        }}
      >
        <h2 className="mr-2 font-semibold">{t('title')}</h2>
        <NumberField aria-label={t('from')} className="w-24" value={first} onChange={setFirst} />
        <span aria-hidden="true">→</span>
        <NumberField aria-label={t('to')} className="w-24" value={second} onChange={setSecond} />
        <Button type="submit" size="sm" disabled={!isChanged || !first || !second}>
          {t('action')}
        </Button>
        <span className="ml-auto">
          <IconButton
            icon={X}
            size="sm"
            label={t('close')}
            onClick={() => onChange({ from: undefined, to: undefined })}
          />
        </span>
      </form>
      <div className="flex flex-col gap-4 px-3.5 py-3">
        <Differences mesh={mesh} from={from} to={to} />
      </div>
    </section>
  );
}

function Differences({ mesh, from, to }: { mesh: string; from: number; to: number }) {
  const t = useTranslations('changes.compare');
  const errors = useTranslations('errors.title');
  const errorText = useErrorText();
  const before = useQuery(pastQuery(mesh, from));
  const after = useQuery(pastQuery(mesh, to));
  const changes = useMemo(
    () => before.data && after.data && differences(before.data.resources, after.data.resources),
    [before.data, after.data],
  );
  const failed = [before, after].find((query) => query.error);
  if (failed?.error) {
    return <ErrorState title={errors('load')} {...errorText(failed.error)} onRetry={() => void failed.refetch()} />;
  }
  if (!changes) return <Skeleton className="h-24" />;
  if (changes.length === 0) return <EmptyState icon={Equal} title={t('same')} hint={t('sameHint')} />;
  return (
    <>
      <p className="text-ink-2">{t('count', { count: changes.length })}</p>
      <RevisionChanges mesh={mesh} changes={changes} />
    </>
  );
}
