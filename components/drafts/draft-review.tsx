'use client';

import { useQuery } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { draftPlanQuery } from '@/lib/client';
import { type ApiDraft, type DraftPlan, refKey } from '@/lib/model';
import { Loaded } from '../layout';
import { EmptyState, PageHeader } from '../ui';
import { ApplyCard } from './apply-card';
import { ChangeCard } from './change-card';
import { ChecksCard } from './checks-card';
import { CommentsCard } from './comments-card';
import { DraftActions } from './draft-actions';
import { EffectCard } from './effect-card';
import { ReviewSkeleton } from './review-skeleton';
import { SameChangeCard } from './same-change-card';
import { StaleCard } from './stale-card';

/** What an open draft would do, and the way to apply it. */
export function DraftReview({ draft }: { draft: ApiDraft }) {
  const t = useTranslations('drafts.review');
  const query = useQuery(draftPlanQuery(draft.mesh, draft.id));
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={query.data ? <Lead draft={draft} plan={query.data} /> : t('computing')}
        actions={<DraftActions draft={draft} />}
      />
      <Loaded query={query} skeleton={<ReviewSkeleton />}>
        {(plan) => <Review draft={draft} plan={plan} />}
      </Loaded>
    </>
  );
}

function Lead({ draft, plan }: { draft: ApiDraft; plan: DraftPlan }) {
  const t = useTranslations('drafts.review');
  const { name, author, mesh } = draft;
  return (
    <>
      <span className="break-words">{t('of', { name, author, mesh, revision: String(plan.revision) })}</span>
      {' · '}
      {plan.stale.length > 0 ? t('stale') : t('fresh')}
    </>
  );
}

function Review({ draft, plan }: { draft: ApiDraft; plan: DraftPlan }) {
  const t = useTranslations('drafts.review');
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {plan.stale.length > 0 && <StaleCard key={plan.revision} draft={draft} stale={plan.stale} />}
        {plan.changes.length === 0 && <EmptyState icon={FileCheck} title={t('nothing')} hint={t('nothingHint')} />}
        {plan.changes.map((change) => (
          <ChangeCard key={refKey(change.ref)} draft={draft} change={change} />
        ))}
        <ChecksCard draft={draft} plan={plan} />
        <SameChangeCard mesh={draft.mesh} plan={plan} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <EffectCard effect={plan.effect} />
        <ApplyCard draft={draft} plan={plan} />
        <CommentsCard draft={draft} />
      </div>
    </div>
  );
}
