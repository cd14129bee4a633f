'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { KIND_INFO } from '@/lib/model';
import { Tabs } from '../ui';
import { DiscardQuestion } from './discard-question';
import { EditorActions } from './editor-actions';
import { NameFields } from './name-fields';
import { Notices } from './notices';
import { SpecFields } from './spec-fields';
import { TagFields } from './tag-fields';
import type { FormEditorProps } from './types';
import { useSaveToDraft } from './use-save-to-draft';
import { YamlPane } from './yaml-pane';

/** The first step: fields, or the same as YAML. */
export function FormEditor(props: FormEditorProps) {
  const { kind, mode, state, violations, attempted, taken } = props;
  const t = useTranslations();
  const [tab, setTab] = useState('form');
  const write = useSaveToDraft(props);
  const saveToDraft = props.checked(write.save);
  const mistakes = violations.length + (taken ? 1 : 0) + (state.draft.broken ? 1 : 0);
  return (
    <form
      className="flex flex-1 flex-col"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (props.kind === 'mesh' && mode === 'create') props.onReview();
        else saveToDraft();
      }}
    >
      <div className="flex flex-1 flex-col gap-4 py-4">
        <div className="flex flex-col gap-3 px-5 empty:hidden">
          <Notices {...props} />
          {state.isRestored && state.isDirty && <p className="text-ink-2">{t('forms.restored')}</p>}
          {mode === 'create' && <NameFields {...props} />}
        </div>
        <Tabs
          segments
          label={t('forms.tabs.label')}
          value={tab}
          onChange={setTab}
          contentClassName="px-5 pt-4"
          tabs={[
            {
              id: 'form',
              label: t('forms.tabs.form'),
              content: (
                <div className="flex flex-col gap-4">
                  {state.draft.broken && <p className="text-bad-ink">{t('forms.yaml.brokenForm')}</p>}
                  <SpecFields />
                  {mode === 'create' && <TagFields tags={state.draft.tags} onChange={state.setTags} />}
                </div>
              ),
            },
            {
              id: 'yaml',
              label: t('forms.tabs.yaml'),
              content: (
                <YamlPane state={state} shape={KIND_INFO[kind].specShape} violations={attempted ? violations : []} />
              ),
            },
          ]}
        />
      </div>
      <footer className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t bg-card px-5 py-3">
        {attempted && mistakes > 0 && (
          <p role="status" className="text-bad-ink text-xs">
            {t('forms.toMend', { count: mistakes })}
          </p>
        )}
        <DiscardQuestion
          isDirty={state.isDirty}
          onDiscard={() => {
            state.forget();
            props.onCancel();
          }}
        />
        <EditorActions {...props} write={write} />
      </footer>
    </form>
  );
}
