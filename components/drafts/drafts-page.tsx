'use client';

import { useQuery } from '@tanstack/react-query';
import { FilePen } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { draftsQuery, paths } from '@/lib/client';
import { Loaded, Page } from '../layout';
import { Button, EmptyState, HelpMark, PageHeader, Skeleton } from '../ui';
import { DraftTable } from './draft-table';

/** The drafts of a mesh: those that are open first, then those that were applied. */
export function DraftsPage({ mesh }: { mesh: string }) {
  const t = useTranslations('drafts');
  const query = useQuery(draftsQuery(mesh));
  return (
    <Page>
      <PageHeader
        title={t('title')}
        help={<HelpMark term={t('title')} href={paths.help('draft')} />}
        lead={t('lead')}
      />
      <Loaded query={query} skeleton={<Waiting />}>
        {(drafts) =>
          drafts.length === 0 ? (
            <EmptyState
              icon={FilePen}
              title={t('empty.title')}
              hint={t('empty.hint')}
              actions={
                <Button asChild>
                  <Link href={paths.changes(mesh)}>{t('empty.toChanges')}</Link>
                </Button>
              }
            />
          ) : (
            <DraftTable mesh={mesh} drafts={drafts} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-card p-3.5">
      {['a', 'b', 'c', 'd'].map((row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  );
}
