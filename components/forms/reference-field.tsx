'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Kind } from '@/lib/model';
import { Field, Input } from '../ui';
import { useField, useForm, useNames } from './form-context';
import { useFieldFrame } from './scalar-fields';
import type { MemberProps } from './types';

/** The name of another resource: chosen from what the mesh has, or typed, since some may be made later. */
export function ReferenceField({ kind, ...props }: MemberProps & { kind: Kind }) {
  const frame = useFieldFrame(props);
  const { value, set, disabled } = useField<string>(props.path, props.keep);
  return (
    <Field {...frame} hint={<MissingHint kind={kind} name={value} fallback={frame.hint} />}>
      {(control) => (
        <NameInput
          {...control}
          kind={kind}
          value={value ?? ''}
          disabled={disabled}
          onChange={(name) => set(name || undefined)}
        />
      )}
    </Field>
  );
}

/** Says when there is no such resource yet. */
export function MissingHint({ kind, name, fallback }: { kind: Kind; name: string | undefined; fallback?: string }) {
  const t = useTranslations('forms');
  const names = useNames(kind);
  const { snapshot, kind: ownKind } = useForm();
  if (!name || !snapshot || names.includes(name)) return fallback;
  // A backend may be made later; every other reference must exist when it is stored (appmesh-api.md section 3).
  const tone = kind === 'virtualService' && ownKind === 'virtualNode' ? 'text-attention-ink' : 'text-bad-ink';
  return <span className={tone}>{t('missingReference', { name })}</span>;
}

export interface NameInputProps {
  kind: Kind;
  value: string;
  onChange: (name: string) => void;
  id?: string;
  disabled?: boolean;
  'aria-label'?: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
  'data-path'?: string;
}

/** A text field that offers the names of the mesh's resources. */
export function NameInput({ kind, value, onChange, ...rest }: NameInputProps) {
  const t = useTranslations('forms');
  const list = useId();
  const names = useNames(kind);
  return (
    <>
      <Input
        {...rest}
        mono
        role="combobox"
        aria-expanded="false"
        list={list}
        value={value}
        placeholder={t('chooseOrType')}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
