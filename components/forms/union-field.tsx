'use client';

import { useTranslations } from 'next-intl';
import { shapeOf } from '@/lib/model';
import { Field, Select } from '../ui';
import { useFieldWords } from '../words';
import { useField, useForm } from './form-context';
import { initialOf } from './initial';
import { layoutOf } from './layout';
import { protocolAround } from './protocol';
import { useFieldFrame } from './scalar-fields';
import { Members } from './sections';
import type { MemberProps } from './types';

/** One of several forms, such as DNS or Cloud Map: a choice, and the fields of what was chosen. */
export function UnionField(props: MemberProps & { own: string }) {
  const { path, keep, own, required, shape, member } = props;
  const frame = useFieldFrame(props);
  const words = useFieldWords();
  const t = useTranslations();
  const { spec } = useForm();
  const { value, set, disabled } = useField<Record<string, unknown>>(path, keep);
  const members = Object.keys(shapeOf(own).members ?? {});
  const chosen = members.find((name) => value?.[name] !== undefined) ?? '';
  const offered = byProtocol(own) ? members.filter((m) => m === chosen || m === protocolAround(spec, path)) : members;
  const isCondition = own.endsWith('MatchMethod');
  const nothing = isCondition ? t('forms.present') : byProtocol(own) ? t('common.notSet') : t('common.none');
  const choose = (next: string) => {
    if (next === chosen) return;
    if (next === '') return set(undefined);
    set({ [next]: initialOf(shapeOf(own).members?.[next]?.shape ?? '') });
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex items-start justify-between gap-2">
        <Field {...frame} label={words.label(shape, member)} className="flex-1">
          {(control) => (
            <Select
              {...control}
              value={chosen}
              disabled={disabled}
              onChange={choose}
              placeholder={t('forms.choose')}
              options={[
                ...(required && chosen !== '' ? [] : [{ value: '', label: required ? t('forms.choose') : nothing }]),
                ...offered.map((name) => ({ value: name, label: words.label(own, name) })),
              ]}
            />
          )}
        </Field>
      </div>
      {chosen && <Chosen own={own} member={chosen} props={props} />}
    </div>
  );
}

/** Unions whose member must be that of the listener's protocol. */
function byProtocol(own: string): boolean {
  return own.endsWith('ConnectionPool');
}

function Chosen({ own, member, props }: { own: string; member: string; props: MemberProps }) {
  const shape = shapeOf(own).members?.[member]?.shape ?? '';
  const path = [...props.path, member];
  const { Member } = useForm();
  if (shapeOf(shape).type !== 'structure') {
    return <Member shape={own} member={member} path={path} keep={path.length} required />;
  }
  const frame = layoutOf(shape).transparent ? '' : 'rounded-md border p-3';
  return (
    <div className={frame}>
      <Members shape={shape} path={path} keep={path.length} required />
    </div>
  );
}
