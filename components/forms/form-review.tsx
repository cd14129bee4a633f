'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { saveCall } from '@/lib/client';
import { KIND_INFO } from '@/lib/model';
import { Badge, Button, ErrorState } from '../ui';
import { useErrorText } from '../words';
import { DiffView } from './diff-view';
import { useForm } from './form-context';
import { Notices } from './notices';
import { SaveToDraft } from './save-to-draft';
import { sameTree } from './spec-tree';
import { printYaml, unknownMembers } from './spec-yaml';
import type { StepProps } from './types';
import { useWrite } from './use-write';

export interface FormReviewProps extends StepProps {
  onBack: () => void;
  /** Drops one's own changes for what somebody else stored meanwhile. */
  onTheirs: () => void;
}

/** The second step: the difference against what is stored now, then saved. */
export function FormReview(props: FormReviewProps) {
  const { kind, mode, mesh, base, state, conflict } = props;
  const { draft } = state;
  const t = useTranslations();
  const errorText = useErrorText();
  const { disabled } = useForm();
  const write = useWrite();
  const [draftError, setDraftError] = useState<Error>();
  const parent = KIND_INFO[kind].parent ? draft.parent : undefined;
  const ref = { kind, name: draft.name, ...(parent ? { parent } : {}) };
  const own = kind === 'mesh' ? draft.name : mesh;
  const save = () => {
    const done = t(mode === 'create' ? 'forms.create.done' : 'forms.edit.done', { name: draft.name });
    const tags = draft.tags.filter((tag) => tag.key !== '');
    write.mutate(
      { mesh: own, call: saveCall(mode, { mesh: own, ...ref }, draft.spec, tags), done },
      {
        onSuccess: ({ revision }) => {
          state.forget();
          props.onDone({ ref, revision });
        },
      },
    );
  };
  const error = write.error ?? draftError;
  const hasTags = mode === 'create' && draft.tags.some((tag) => tag.key !== '');
  const unchanged = mode === 'edit' && sameTree(base?.spec, draft.spec);
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
        {hasTags && kind !== 'mesh' && <p className="text-ink-2 text-xs">{t('forms.toDraft.noTags')}</p>}
        {error && <ErrorState title={t('errors.title.save', { name: draft.name })} {...errorText(error)} />}
      </div>
      <footer className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 border-t bg-card px-5 py-3">
        {conflict === 'changed' && <Button onClick={props.onTheirs}>{t('forms.useTheirs')}</Button>}
        <Button onClick={props.onBack}>{t('forms.backToForm')}</Button>
        {(kind !== 'mesh' || mode === 'edit') && (
          <SaveToDraft
            mesh={own}
            edit={{ op: 'put', ref, spec: draft.spec, base: base ? { uid: base.uid, version: base.version } : null }}
            disabled={disabled || unchanged || conflict !== 'none' || hasTags}
            onSaved={state.forget}
            onError={setDraftError}
          />
        )}
        <Button
          variant="primary"
          busy={write.isPending}
          disabled={disabled || unchanged || conflict === 'gone'}
          onClick={save}
        >
          {conflict === 'changed'
            ? t('forms.keepMine')
            : t(mode === 'create' ? 'forms.create.submit' : 'forms.edit.submit')}
        </Button>
      </footer>
    </div>
  );
}
