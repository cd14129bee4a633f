'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { applyDraft } from '@/lib/client';
import type { ApiDraft, DraftPlan } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftErrorText, useDraftWrite } from '../mesh-view';
import { Button, Dialog, ErrorState, Field, Input } from '../ui';
import { useProblemText } from '../words';
import { Card } from './card';

/** Applies exactly what was looked at: the version of the draft that the plan was made of. */
export function ApplyCard({ draft, plan }: { draft: ApiDraft; plan: DraftPlan }) {
  const t = useTranslations('drafts.apply');
  const shell = useTranslations('shell.person');
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const [message, setMessage] = useState('');
  const [asked, setAsked] = useState(false);
  const write = useDraftWrite(draft.mesh, async (confirm: boolean) => {
    const seen = { ...draft, version: plan.version };
    const applied = await applyDraft(seen, { confirm, ...(message.trim() ? { message: message.trim() } : {}) });
    toast.success(t('done', { revision: String(applied.revision) }));
    return applied.draft;
  });
  const errors = plan.problems.filter((problem) => problem.isNew && problem.severity === 'error');
  const blocked = blockedBy(plan);
  const why = mayWrite ? blocked && t(`blocked.${blocked}`) : shell('viewerHint');
  const apply = () => (errors.length > 0 ? setAsked(true) : write.mutate(false));
  return (
    <Card title={t('title')}>
      <Field label={t('message')} hint={t('messageHint')}>
        {(control) => (
          <Input
            {...control}
            value={message}
            maxLength={1000}
            disabled={!mayWrite}
            onChange={(event) => setMessage(event.target.value)}
          />
        )}
      </Field>
      <Button variant="primary" size="lg" busy={write.isPending} disabled={why !== undefined} onClick={apply}>
        {t('submit', { count: plan.changes.length })}
      </Button>
      {why && <p className="text-ink-2">{why}</p>}
      {write.error && <ErrorState title={t('failed')} {...errorText(write.error)} />}
      {asked && (
        <AskErrors
          errors={errors}
          onClose={() => setAsked(false)}
          onApply={() => {
            setAsked(false);
            write.mutate(true);
          }}
        />
      )}
    </Card>
  );
}

/** Why a plan cannot be applied as it is. */
function blockedBy(plan: DraftPlan): 'stale' | 'refused' | 'empty' | undefined {
  if (plan.stale.length > 0) return 'stale';
  if (plan.refusals.length > 0) return 'refused';
  return plan.changes.length === 0 ? 'empty' : undefined;
}

interface AskErrorsProps {
  errors: DraftPlan['problems'];
  onClose: () => void;
  onApply: () => void;
}

function AskErrors({ errors, onClose, onApply }: AskErrorsProps) {
  const t = useTranslations('drafts.apply');
  const common = useTranslations('common');
  const text = useProblemText();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('ask')}
      description={t('askHint')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" onClick={onApply}>
            {t('anyway')}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-4">
        {errors.map((problem) => (
          <li key={`${problem.code} ${problem.path} ${JSON.stringify(problem.params)}`} className="break-words">
            {text(problem)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
