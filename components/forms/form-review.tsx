'use client';

import { useTranslations } from 'next-intl';
import { KIND_INFO } from '@/lib/model';
import { Badge, Button } from '../ui';
import { ApplyError } from './apply-error';
import { DiffView } from './diff-view';
import { useForm } from './form-context';
import { Notices } from './notices';
import { printYaml, unknownMembers } from './spec-yaml';
import type { StepProps } from './types';
import { useApplyForm } from './use-apply-form';

export interface FormReviewProps extends StepProps {
  onBack: () => void;
  /** Drops one's own changes for what somebody else stored meanwhile. */
  onTheirs: () => void;
}

/** The second step: the difference against what is live now, then applied at once. */
export function FormReview(props: FormReviewProps) {
  const { kind, mode, base, state, conflict } = props;
  const { draft } = state;
  const t = useTranslations();
  const { disabled } = useForm();
  const apply = useApplyForm(props);
  const isNewMesh = kind === 'mesh' && mode === 'create';
  return (
    <div className="flex flex-1 flex-col">
      <div className="flex flex-1 flex-col gap-3 px-5 py-4">
        <div>
          <h3 className="font-semibold text-base">{t('forms.reviewTitle')}</h3>
          <p className="text-ink-2">{t('forms.reviewLead')}</p>
        </div>
        <Notices {...props} />
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="accent">{t(mode === 'create' ? 'common.op.added' : 'common.op.changed')}</Badge>
          <strong className="min-w-0 break-words font-semibold">{draft.name}</strong>
          <span className="text-ink-2 text-xs">{t(`kinds.one.${kind}`)}</span>
        </p>
        <DiffView before={base ? printYaml(base.spec) : ''} after={printYaml(draft.spec) || '{}'} />
        {unknownMembers(KIND_INFO[kind].specShape, draft.spec).map((path) => (
          <p key={path} className="text-attention-ink text-xs">
            {t('forms.yaml.unknown', { path })}
          </p>
        ))}
        {apply.error && <ApplyError name={draft.name} error={apply.error} />}
      </div>
      <footer className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 border-t bg-card px-5 py-3">
        {conflict === 'changed' && <Button onClick={props.onTheirs}>{t('forms.useTheirs')}</Button>}
        <Button onClick={props.onBack}>{t('forms.backToForm')}</Button>
        <Button
          variant={apply.needsConfirm ? 'danger' : 'primary'}
          busy={apply.busy}
          disabled={disabled || conflict === 'gone'}
          onClick={() => apply.run(apply.needsConfirm)}
        >
          {apply.needsConfirm
            ? t('forms.applyNow.anyway')
            : conflict === 'changed'
              ? t('forms.keepMine')
              : t(isNewMesh ? 'forms.create.submit' : 'forms.applyNow.submit')}
        </Button>
      </footer>
    </div>
  );
}
