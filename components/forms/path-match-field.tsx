'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { pathText } from '@/lib/model';
import { Field, Input, Select } from '../ui';
import { useFieldWords, useViolationText } from '../words';
import { useForm } from './form-context';
import { getAt, type SpecPath } from './spec-tree';
import type { MemberProps } from './types';

type Way = 'all' | 'prefix' | 'exact' | 'regex';

/**
 * Which paths a route takes. The API has `prefix` beside `path.exact` and `path.regex`; a person sees one choice.
 * The layout leaves `prefix` to this field.
 */
export function PathMatchField({ path, keep, shape }: MemberProps) {
  const t = useTranslations('forms');
  const words = useFieldWords();
  const text = useViolationText();
  const { spec, change, violationsAt, disabled } = useForm();
  const match = path.slice(0, -1);
  const places = { prefix: [...match, 'prefix'], exact: [...path, 'exact'], regex: [...path, 'regex'] };
  const held = (['prefix', 'exact', 'regex'] as const).find((way) => getAt(spec, places[way]) !== undefined);
  const [empty, setEmpty] = useState<Way>('all');
  const way = held ?? empty;
  const choose = (next: Way) => {
    const typed = held && String(getAt(spec, places[held]) ?? '');
    if (held) change(places[held], undefined, match.length);
    setEmpty(next);
    if (next !== 'all') change(places[next], typed || '/', match.length);
  };
  const place: SpecPath = way === 'all' ? match : places[way];
  const violation = way === 'all' ? undefined : violationsAt(pathText([...place]))[0];
  const label = way === 'all' ? t('pathMatch') : words.label(way === 'prefix' ? shape : 'HttpPathMatch', way);
  return (
    <div className="flex items-start gap-2">
      <Field label={t('pathMatch')} className="w-36 shrink-0">
        {(control) => (
          <Select
            {...control}
            value={way}
            disabled={disabled}
            onChange={choose}
            options={[
              { value: 'all', label: t('allRequests') },
              { value: 'prefix', label: words.label(shape, 'prefix') },
              { value: 'exact', label: words.label('HttpPathMatch', 'exact') },
              { value: 'regex', label: words.label('HttpPathMatch', 'regex') },
            ]}
          />
        )}
      </Field>
      {way !== 'all' && (
        <Field label={label} className="flex-1" error={violation && text(violation)}>
          {(control) => (
            <Input
              {...control}
              mono
              disabled={disabled}
              value={String(getAt(spec, place) ?? '')}
              onChange={(event) => {
                setEmpty(way);
                change(place, event.target.value || undefined, Math.max(keep, match.length));
              }}
            />
          )}
        </Field>
      )}
    </div>
  );
}
