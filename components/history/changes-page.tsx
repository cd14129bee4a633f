'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { GitCompare, History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { paths, revisionsQuery, snapshotQuery } from '@/lib/client';
import { Page } from '../layout';
import { Button, EmptyState, ErrorState, HelpMark, PageHeader, Skeleton, Table, Th } from '../ui';
import { useErrorText } from '../words';
import { ChangesFilters } from './changes-filters';
import { CompareRevisions } from './compare-revisions';
import { RevisionRow } from './revision-row';
import { filterOf, useChangesPage } from './use-changes-page';

/** The history of a mesh, newest first. Filter, open revision and comparison stand in the address. */
export function ChangesPage({ mesh }: { mesh: string }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const [page, go] = useChangesPage(mesh);
  const filter = filterOf(page);
  const query = useInfiniteQuery({ ...revisionsQuery(mesh, filter), placeholderData: keepPreviousData });
  const newest = useQuery(snapshotQuery(mesh)).data?.revision;
  const revisions = query.data?.pages.flatMap((found) => found.revisions);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page>
      <PageHeader
        title={t('changes.title')}
        help={<HelpMark term={t('help.term.revision.name')} href={paths.help('revision')} />}
        lead={t('changes.lead')}
        actions={
          newest !== undefined &&
          newest > 1 && (
            <Button onClick={() => go({ from: newest - 1, to: newest })}>
              <GitCompare aria-hidden="true" size={15} />
              {t('changes.compare.open')}
            </Button>
          )
        }
      />
      {page.from !== undefined && page.to !== undefined && (
        <CompareRevisions
          key={`${page.from} ${page.to}`}
          mesh={mesh}
          from={page.from}
          to={page.to}
          onChange={(between) => go(between)}
        />
      )}
      {(isFiltered || (revisions && revisions.length > 0)) && (
        <ChangesFilters page={page} go={go} revisions={revisions ?? []} />
      )}
      {query.error && !revisions && (
        <ErrorState title={t('errors.title.load')} {...errorText(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Waiting />}
      {revisions?.length === 0 && !isFiltered && (
        <EmptyState icon={History} title={t('changes.empty.title')} hint={t('changes.empty.hint')} />
      )}
      {revisions?.length === 0 && isFiltered && !query.isPlaceholderData && (
        <EmptyState
          icon={History}
          title={t('changes.noMatch.title')}
          hint={query.hasNextPage ? t('changes.noMatch.further') : t('changes.noMatch.hint')}
          actions={<Button onClick={() => go(NO_FILTER)}>{t('changes.noMatch.clear')}</Button>}
        />
      )}
      {revisions && revisions.length > 0 && (
        <Table>
          <thead>
            <tr>
              <Th>{t('changes.column.revision')}</Th>
              <Th>{t('changes.column.what')}</Th>
              <Th>{t('changes.column.who')}</Th>
              <Th>{t('changes.column.via')}</Th>
              <Th>{t('changes.column.when')}</Th>
            </tr>
          </thead>
          <tbody>
            {revisions.map((revision) => (
              <RevisionRow
                key={revision.revision}
                mesh={mesh}
                revision={revision}
                open={revision.revision === page.revision}
                newest={newest ?? revisions[0]?.revision}
                go={go}
              />
            ))}
          </tbody>
        </Table>
      )}
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('changes.loadMore')}
        </Button>
      )}
    </Page>
  );
}

const NO_FILTER = { who: undefined, door: undefined, kind: undefined, resource: undefined, text: undefined };

function Waiting() {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 rounded-lg border bg-card p-3.5">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  );
}
