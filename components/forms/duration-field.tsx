'use client';

import { useTranslations } from 'next-intl';
import { Field, NumberField, Select } from '../ui';
import { useFieldWords } from '../words';
import { useDefaultText } from './defaults';
import { useField } from './form-context';
import { useFieldFrame, withSource } from './scalar-fields';
import type { MemberProps } from './types';

interface Duration {
  unit?: 's' | 'ms';
  value?: number;
}

/** A number and its unit: the API knows seconds and milliseconds. */
export function DurationField(props: MemberProps) {
  const t = useTranslations('common');
  const words = useFieldWords();
  const frame = useFieldFrame(props);
  const { value: duration, set, disabled } = useField<Duration>(props.path, props.keep);
  const fallback = useDefaultText()(props.shape, props.member, props.path);
  const put = (change: Duration) => {
    const next = { unit: duration?.unit ?? 's', value: duration?.value, ...change };
    set(next.value === undefined ? undefined : next);
  };
  return (
    <div data-short>
      <Field
        {...frame}
        hint={withSource(frame.hint, duration === undefined && fallback !== undefined, t('appMeshDefault'))}
      >
        {(control) => (
          <span className="flex gap-1.5">
            <NumberField
              {...control}
              className="flex-1"
              value={duration?.value}
              disabled={disabled}
              onChange={(value) => put({ value })}
              placeholder={fallback}
            />
            <Select
              className="w-16"
              aria-label={words.label('Duration', 'unit')}
              value={duration?.unit ?? 's'}
              disabled={disabled}
              onChange={(unit) => put({ unit })}
              options={[
                { value: 's', label: 's' },
                { value: 'ms', label: 'ms' },
              ]}
            />
          </span>
        )}
      </Field>
    </div>
  );
}
