'use client';

import { useTranslations } from 'next-intl';
import { KIND_INFO, parentMember } from '@/lib/model';
import { Field, Input, KindGlyph, Select } from '../ui';
import { useViolationText } from '../words';
import { useNames } from './form-context';
import type { FormEditorProps } from './types';

/** The name of a new resource and, for routes, what it belongs to. */
export function NameFields({ kind, parent, state, violations, taken, attempted }: FormEditorProps) {
  const t = useTranslations();
  const text = useViolationText();
  const { draft, setName } = state;
  const violation = violations.find((v) => v.path === KIND_INFO[kind].nameMember);
  const shown = attempted || (draft.touched.has('name') && draft.name !== '');
  const hint = kind === 'virtualService' ? t('forms.nameHints.virtualService') : t('forms.nameHint');
  const error = taken
    ? t('forms.nameTaken', { kind: t(`kinds.inText.${kind}`) })
    : shown && violation
      ? text(violation)
      : undefined;
  return (
    <>
      {KIND_INFO[kind].parent && parent === undefined && (
        <ParentField
          kind={KIND_INFO[kind].parent}
          state={state}
          error={attempted && violations.some((v) => v.path === parentMember(kind))}
        />
      )}
      {KIND_INFO[kind].parent && parent !== undefined && (
        <p className="flex min-w-0 items-center gap-2">
          <KindGlyph kind={KIND_INFO[kind].parent} size={18} />
          <span className="text-ink-2">{t(`kinds.one.${KIND_INFO[kind].parent}`)}</span>
          <span className="min-w-0 truncate font-mono text-xs" title={parent}>
            {parent}
          </span>
        </p>
      )}
      <Field label={t('forms.name')} hint={hint} error={error} required>
        {(control) => (
          <Input {...control} mono autoFocus value={draft.name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
    </>
  );
}

interface ParentFieldProps {
  kind: 'virtualRouter' | 'virtualGateway';
  state: FormEditorProps['state'];
  error: boolean;
}

function ParentField({ kind, state, error }: ParentFieldProps) {
  const t = useTranslations();
  const names = useNames(kind);
  return (
    <Field label={t(`kinds.one.${kind}`)} required error={error ? t('forms.violation.required') : undefined}>
      {(control) => (
        <Select
          {...control}
          value={state.draft.parent || undefined}
          onChange={state.setParent}
          placeholder={t('forms.choose')}
          options={names.map((name) => ({ value: name, label: name }))}
        />
      )}
    </Field>
  );
}
