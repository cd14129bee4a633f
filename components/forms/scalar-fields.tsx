'use client';

import { useTranslations } from 'next-intl';
import { pathText, shapeOf } from '@/lib/model';
import { Checkbox, Field, Input, NumberField, Select, TextArea } from '../ui';
import { useFieldWords, useViolationText } from '../words';
import { isTrueByDefault, useDefaultText } from './defaults';
import { useField, useForm } from './form-context';
import { withProtocol } from './protocol';
import type { SpecPath } from './spec-tree';
import type { MemberProps } from './types';

/** Label, hint and first error of a member: what every field shows. */
export function useFieldFrame({ shape, member, path, keep, required }: MemberProps) {
  const words = useFieldWords();
  const text = useViolationText();
  const { violations } = useField(path, keep);
  const first = violations[0];
  return {
    label: words.label(shape, member),
    hint: words.hint(shape, member),
    error: first && text(first),
    required,
    at: pathText([...path]),
  };
}

export function TextField(props: MemberProps & { own: string }) {
  const frame = useFieldFrame(props);
  const field = useField<string>(props.path, props.keep);
  const isLong = (shapeOf(props.own).max ?? 0) >= 1000 && props.own === 'TextFormat';
  const isUnion = shapeOf(props.shape).union === true;
  const Control = isLong ? TextArea : Input;
  return (
    <Field {...frame}>
      {(control) => (
        <Control
          {...control}
          mono
          disabled={field.disabled}
          value={asText(field.value)}
          onChange={(event) => field.set(event.target.value === '' && !isUnion ? undefined : event.target.value)}
        />
      )}
    </Field>
  );
}

/** YAML may hold a value of another type at this place; it is shown, and the validation says what is wrong. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A hint, and where the greyed value comes from while nothing is set. */
export function withSource(hint: string | undefined, isDefault: boolean, source: string): string | undefined {
  return isDefault ? [source, hint].filter(Boolean).join(' · ') : hint;
}

export function IntegerField(props: MemberProps & { own: string }) {
  const frame = useFieldFrame(props);
  const field = useField<number>(props.path, props.keep);
  const t = useTranslations('common');
  const fallback = useDefaultText()(props.shape, props.member, props.path);
  const unit = props.own.endsWith('Millis') ? 'ms' : props.own.endsWith('Percent') ? '%' : undefined;
  return (
    <div data-short>
      <Field
        {...frame}
        hint={withSource(frame.hint, field.value === undefined && fallback !== undefined, t('appMeshDefault'))}
      >
        {(control) => (
          <NumberField
            {...control}
            unit={unit}
            disabled={field.disabled}
            value={typeof field.value === 'number' ? field.value : undefined}
            onChange={field.set}
            placeholder={fallback}
          />
        )}
      </Field>
    </div>
  );
}

export function BooleanField(props: MemberProps) {
  const frame = useFieldFrame(props);
  const field = useField<boolean>(props.path, props.keep);
  const byDefault = isTrueByDefault(props.shape, props.member);
  return (
    <Checkbox
      checked={field.value ?? byDefault}
      disabled={field.disabled}
      onChange={(checked) => field.set(checked === byDefault ? undefined : checked)}
      label={frame.label}
      hint={frame.error ?? frame.hint}
    />
  );
}

/** A hint of so many characters needs the whole width. */
const LONG_HINT = 40;

export function EnumField(props: MemberProps & { values: readonly string[] }) {
  const frame = useFieldFrame(props);
  const field = useField<string>(props.path, props.keep);
  const words = useFieldWords();
  const t = useTranslations();
  const fallback = useDefaultText()(props.shape, props.member, props.path);
  const nothing = fallback
    ? `${fallback} (${t('common.appMeshDefault')})`
    : props.member === 'method' || props.member === 'scheme'
      ? t('forms.any')
      : t('common.notSet');
  const options = [
    ...(props.required ? [] : [{ value: '', label: nothing }]),
    ...props.values.map((value) => ({ value, label: enumLabel(value, words.value(value)) })),
  ];
  const isShort = (frame.hint?.length ?? 0) < LONG_HINT && !fallback;
  const choose = useEnumChoice(props.path, props.keep);
  return (
    <div data-short={isShort || undefined}>
      <Field {...frame}>
        {(control) => (
          <Select
            {...control}
            value={field.value ?? (props.required ? undefined : '')}
            onChange={choose}
            options={options}
            disabled={field.disabled}
            placeholder={t('forms.choose')}
          />
        )}
      </Field>
    </div>
  );
}

function enumLabel(value: string, meaning: string): string {
  return meaning === value ? value : `${value} – ${meaning}`;
}

/** Choosing a listener's protocol takes its timeouts along: they must be of the same protocol. */
function useEnumChoice(path: SpecPath, keep: number): (value: string) => void {
  const { spec, change } = useForm();
  return (value) => {
    change(path, value === '' ? undefined : value, keep);
    const listener = path.slice(0, -2);
    if (path.at(-1) !== 'protocol' || path.at(-2) !== 'portMapping') return;
    const moved = withProtocol(spec, listener, value);
    if (moved) change([...listener, 'timeout'], moved.timeout, listener.length);
  };
}
