'use client';

import { useQuery } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ClientError, draftQuery, paths } from '@/lib/client';
import { Loaded, Page } from '../layout';
import { Button, EmptyState } from '../ui';
import { AppliedDraft } from './applied-draft';
import { DraftReview } from './draft-review';
import { ReviewSkeleton } from './review-skeleton';

/** One draft: its review while it is open, what came of it once it was applied. */
export function DraftPage({ mesh, id }: { mesh: string; id: string }) {
  const query = useQuery(draftQuery(mesh, id));
  const isGone = query.error instanceof ClientError && query.error.code === 'not-found';
  return (
    <Page>
      {isGone ? (
        <Gone mesh={mesh} />
      ) : (
        <Loaded query={query} skeleton={<ReviewSkeleton />}>
          {(draft) =>
            draft.appliedRevision === undefined ? <DraftReview draft={draft} /> : <AppliedDraft draft={draft} />
          }
        </Loaded>
      )}
    </Page>
  );
}

function Gone({ mesh }: { mesh: string }) {
  const t = useTranslations('drafts.gone');
  return (
    <EmptyState
      icon={FileQuestion}
      title={t('title')}
      hint={t('hint')}
      actions={
        <Button asChild>
          <Link href={paths.drafts(mesh)}>{t('toDrafts')}</Link>
        </Button>
      }
    />
  );
}
