'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { pathText, shapeOf } from '@/lib/model';
import { Checkbox, cn } from '../ui';
import { useFieldWords } from '../words';
import { useField, useForm } from './form-context';
import { initialOf } from './initial';
import { layoutOf } from './layout';
import { getAt, type SpecPath } from './spec-tree';
import type { MemberProps } from './types';
import { ViolationList } from './violation-list';

export interface MembersProps {
  shape: string;
  path: SpecPath;
  keep: number;
  required: boolean;
  /** Members that somebody else draws. */
  except?: readonly string[];
}

/** The members of a structure, the usual ones first, the rest behind "More settings". */
export function Members({ shape, path, keep, required, except = [] }: MembersProps) {
  const { members = {}, required: needed = [] } = shapeOf(shape);
  const { order = [], more = [], row } = layoutOf(shape);
  const { spec, Member } = useForm();
  const names = Object.keys(members).filter((name) => !except.includes(name));
  const rest = names.filter((name) => !order.includes(name) && !more.includes(name));
  const usual = [...order.filter((name) => names.includes(name) && !more.includes(name)), ...rest];
  const hidden = more.filter((name) => names.includes(name));
  const draw = (name: string) => (
    <Member
      key={name}
      shape={shape}
      member={name}
      path={[...path, name]}
      keep={keep}
      required={required && needed.includes(name)}
    />
  );
  return (
    <>
      <div
        className={cn(
          'grid gap-3',
          row
            ? 'grid-cols-2'
            : 'grid-cols-1 @min-[300px]:grid-cols-2 [&>*]:col-span-full @min-[300px]:[&>[data-short]]:col-span-1',
        )}
      >
        {usual.map(draw)}
      </div>
      {hidden.length > 0 && (
        <More open={hidden.some((name) => getAt(spec, [...path, name]) !== undefined)}>{hidden.map(draw)}</More>
      )}
    </>
  );
}

/** What is seldom needed. Starts open when something in it is set. */
export function More({ open, label, children }: { open: boolean; label?: ReactNode; children: ReactNode }) {
  const t = useTranslations('forms');
  const [shown, setShown] = useState(open);
  return (
    <div className="mt-3">
      <button
        type="button"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
        className="flex items-center gap-1 rounded text-ink-2 text-xs hover:text-ink"
      >
        <ChevronRight aria-hidden="true" size={14} className={cn('transition-transform', shown && 'rotate-90')} />
        {label ?? t('more')}
      </button>
      {shown && <div className="mt-2 flex flex-col gap-3">{children}</div>}
    </div>
  );
}

type SectionProps = MemberProps & { own: string };

/** A structure that is always there. */
export function Section({ shape, member, path, own }: SectionProps) {
  const words = useFieldWords();
  const { violations } = useField(path, path.length);
  return (
    <Frame at={pathText([...path])} legend={words.label(shape, member)} hint={words.hint(shape, member)}>
      <ViolationList violations={violations} />
      <Members shape={own} path={path} keep={path.length} required />
    </Frame>
  );
}

/** A structure that a person switches on. */
export function OptionalSection({ shape, member, path, keep, own }: SectionProps) {
  const t = useTranslations('forms');
  const words = useFieldWords();
  const { value, set, violations, disabled } = useField<object>(path, keep);
  const label = words.label(shape, member);
  const on = value !== undefined;
  return (
    <div
      data-path={pathText([...path])}
      tabIndex={-1}
      className={cn('flex flex-col gap-3', on && 'rounded-md border p-3')}
    >
      <div className="flex items-start justify-between gap-2">
        <Checkbox
          checked={on}
          disabled={disabled}
          onChange={(checked) => set(checked ? (initialOf(own) as object) : undefined)}
          label={own === 'ListenerTlsValidationContext' ? label : t('enable', { label: inSentence(label) })}
          hint={
            words.hint(shape, member) ??
            (own.endsWith('RetryPolicy') && !on ? t('defaultValue', { value: t('defaultRetry') }) : undefined)
          }
        />
      </div>
      <ViolationList violations={violations} />
      {on && <Members shape={own} path={path} keep={path.length} required />}
    </div>
  );
}

/** A label within a sentence: "Health check" → "health check", but TLS stays. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** A group of fields with a heading. */
export function Frame({
  legend,
  hint,
  aside,
  at,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  aside?: ReactNode;
  /** Which value it holds, so that it can be found. */
  at?: string;
  children: ReactNode;
}) {
  return (
    <fieldset
      data-path={at}
      tabIndex={-1}
      className="flex min-w-0 flex-col gap-3 border-t pt-3 first:border-t-0 first:pt-0"
    >
      <legend className="sr-only">{legend}</legend>
      <div className="flex items-start justify-between gap-2">
        <div>
          <p aria-hidden="true" className="font-semibold">
            {legend}
          </p>
          {hint && <p className="text-ink-3 text-xs">{hint}</p>}
        </div>
        {aside}
      </div>
      {children}
    </fieldset>
  );
}
