'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { rebaseDraft } from '@/lib/client';
import { type ApiDraft, type DraftPlan, type ResourceRef, refKey, type Side } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftErrorText, useDraftWrite } from '../mesh-view';
import { Button, ErrorState } from '../ui';
import { Card } from './card';
import { StaleResource } from './stale-resource';

/** Both sides of what somebody changed since the draft began, and the way to bring them together. */
export function StaleCard({ draft, stale }: { draft: ApiDraft; stale: DraftPlan['stale'] }) {
  const t = useTranslations('drafts.stale');
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const [taken, setTaken] = useState<ReadonlyMap<string, { ref: ResourceRef; take: Side }>>(new Map());
  const merge = useDraftWrite(draft.mesh, () => rebaseDraft(draft, { choices: [...taken.values()] }));
  const open = stale.filter(({ ref, clashes }) => clashes.length > 0 && !taken.has(refKey(ref)));
  const choose = (ref: ResourceRef, take: Side) => setTaken(new Map(taken).set(refKey(ref), { ref, take }));
  return (
    <Card title={t('title')}>
      <p className="text-ink-2">{t('lead')}</p>
      {stale.map((one) => (
        <StaleResource
          key={refKey(one.ref)}
          stale={one}
          take={taken.get(refKey(one.ref))?.take}
          onTake={(take) => choose(one.ref, take)}
        />
      ))}
      {merge.error && <ErrorState title={t('failed')} {...errorText(merge.error)} />}
      <Button
        variant="primary"
        className="self-start"
        busy={merge.isPending}
        disabled={!mayWrite || open.length > 0}
        onClick={() => merge.mutate(undefined, { onSuccess: () => toast.success(t('merged')) })}
      >
        {t('merge')}
      </Button>
    </Card>
  );
}
