'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { type ApiDraft, refKey } from '@/lib/model';
import { DiffView } from '../forms';
import { Badge, Button, PageHeader } from '../ui';
import { ReceiptCard } from '../weights';
import { Card } from './card';
import { specText } from './change-card';
import { CommentsCard } from './comments-card';
import { ResourceTitle } from './resource-title';
import { RevisionActions } from './revision-actions';

/** A draft that was applied: who has taken it over, live, and what it changed. It does not change any more. */
export function AppliedDraft({ draft }: { draft: ApiDraft }) {
  const t = useTranslations('drafts');
  const shell = useTranslations('shell.nav');
  const { mesh, appliedRevision: revision = 0, changes } = draft;
  return (
    <>
      <PageHeader
        title={<span className="break-words">{draft.name}</span>}
        lead={
          <>
            <Badge tone="good">{t('state.applied', { revision: String(revision) })}</Badge>{' '}
            {t('appliedBy', { who: draft.updatedBy })}
          </>
        }
        actions={
          <>
            <Button asChild>
              <Link href={paths.changes(mesh, { revision })}>{shell('changes')}</Link>
            </Button>
            <RevisionActions mesh={mesh} revision={revision} />
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ReceiptCard mesh={mesh} revision={revision} at={draft.updatedAt} who={draft.updatedBy} />
          {changes.map(({ ref, op, base, spec }) => (
            <Card
              key={refKey(ref)}
              title={<ResourceTitle target={ref} op={op === 'delete' ? 'removed' : base ? 'changed' : 'added'} />}
            >
              <DiffView before={specText(base?.spec)} after={op === 'delete' ? '' : specText(spec)} />
            </Card>
          ))}
        </div>
        <CommentsCard draft={draft} readOnly />
      </div>
    </>
  );
}
