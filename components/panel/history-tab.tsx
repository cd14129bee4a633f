'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths, revisionsQuery } from '@/lib/client';
import { refOf, specInHistory, type Typed } from '@/lib/graph';
import { type Kind, type Revision, refKey, weightedTargetsOf } from '@/lib/model';
import { Badge, Button, ErrorState, RelativeTime, Skeleton } from '../ui';
import { useErrorText } from '../words';

const OP_TONE = { added: 'good', changed: 'accent', removed: 'bad' } as const;

/** Every change that touched the resource, newest first. */
export function HistoryTab({ mesh, resource }: { mesh: string; resource: Typed<Kind> }) {
  const t = useTranslations('panel.history');
  const errors = useTranslations('errors.title');
  const explain = useErrorText();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    revisionsQuery(mesh, { resource: refKey(refOf(resource)) }),
  );
  if (error) {
    return <ErrorState className="m-5" title={errors('load')} {...explain(error)} onRetry={() => void refetch()} />;
  }
  if (!data) return <Skeleton className="m-5 h-24" />;
  const key = refKey(refOf(resource));
  const touching = data.pages
    .flatMap((page) => page.revisions)
    .flatMap((revision) => {
      const change = revision.changes.find((one) => refKey(refOf(one.ref)) === key);
      return change ? [{ revision, change }] : [];
    });
  return (
    <div className="flex flex-col gap-3 p-5">
      {touching.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      <ol className="flex flex-col">
        {touching.map(({ revision, change }) => (
          <Entry key={revision.revision} mesh={mesh} revision={revision} change={change} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button className="self-start" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : (
        <p className="text-ink-3 text-xs">{t('end')}</p>
      )}
    </div>
  );
}

interface EntryProps {
  mesh: string;
  revision: Revision;
  change: Revision['changes'][number];
}

function Entry({ mesh, revision, change }: EntryProps) {
  const t = useTranslations();
  const { writer, at } = revision;
  const weights = weightChange(change);
  return (
    <li className="border-b py-2 last:border-b-0">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={OP_TONE[change.op]}>{t(`common.op.${change.op}`)}</Badge>
        <Link
          href={paths.changes(mesh, { revision: revision.revision })}
          className="font-medium text-accent hover:underline"
        >
          {t('common.revisionN', { revision: String(revision.revision) })}
        </Link>
        {weights && <span className="tabular-nums">{t('panel.history.weights', weights)}</span>}
      </p>
      <p className="mt-0.5 text-ink-2 text-xs">
        {t('panel.writer', { who: writer.who, door: t(`common.door.${writer.door}`) })} · <RelativeTime at={at} />
      </p>
      {revision.message && <p className="mt-0.5">{revision.message}</p>}
    </li>
  );
}

/** Weights before and after, where a change moved them. */
function weightChange(change: Revision['changes'][number]): { before: string; after: string } | undefined {
  if (change.ref.kind !== 'route' || change.op !== 'changed') return undefined;
  const before = weightText(change.before);
  const after = weightText(change.after);
  return before && after && before !== after ? { before, after } : undefined;
}

function weightText(entry: unknown): string | undefined {
  const spec = specInHistory(entry);
  return (
    spec &&
    weightedTargetsOf(spec)
      .map((target) => target.weight)
      .join(' / ')
  );
}
