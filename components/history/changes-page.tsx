'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths, revisionsQuery } from '@/lib/client';
import { Page } from '../layout';
import { Button, EmptyState, ErrorState, PageHeader, Skeleton, Table, Th } from '../ui';
import { useErrorText } from '../words';
import { RevisionRow } from './revision-row';

/** The history of a mesh, newest first. The open revision is in the address. */
export function ChangesPage({ mesh }: { mesh: string }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const query = useInfiniteQuery(revisionsQuery(mesh));
  const open = Number(useSearchParams().get('revision')) || undefined;
  const go = (revision: number | undefined) => window.history.replaceState(null, '', paths.changes(mesh, { revision }));
  const revisions = query.data?.pages.flat();
  return (
    <Page>
      <PageHeader title={t('changes.title')} lead={t('changes.lead')} />
      {query.error && !revisions && (
        <ErrorState title={t('errors.title.load')} {...errorText(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Waiting />}
      {revisions?.length === 0 && (
        <EmptyState icon={History} title={t('changes.empty.title')} hint={t('changes.empty.hint')} />
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
                open={revision.revision === open}
                isNewest={revision === revisions[0]}
                onOpen={go}
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

function Waiting() {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 rounded-lg border bg-card p-3.5">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  );
}
