'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FieldChange } from '@/lib/model';
import { useCodeWords } from '../words';
import { briefValue } from './brief-value';

export interface FieldChangesProps {
  fields: readonly FieldChange[];
  /** Only the end of each path; the whole is in the tooltip. */
  brief?: boolean;
}

/** The fields that differ, each named as the forms name it: "HTTP › Weighted targets › v1 › Weight  100 → 95". */
export function FieldChanges({ fields, brief = false }: FieldChangesProps) {
  const words = useCodeWords('fields');
  const name = (step: FieldChange['steps'][number]) => {
    if (typeof step !== 'string') return step.key.replace(/:$/, '');
    return words.has(`label.${step}`) ? words(`label.${step}`) : step;
  };
  return (
    <ul className="flex flex-col gap-1">
      {fields.map((field) => (
        <li key={field.path} title={field.path} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="text-ink-2 [overflow-wrap:anywhere]">
            {(brief ? field.steps.slice(-2) : field.steps).map(name).join(' › ')}
          </span>
          <Values field={field} />
        </li>
      ))}
    </ul>
  );
}

function Values({ field: { op, before, after } }: { field: FieldChange }) {
  const t = useTranslations('drafts.change');
  if (op === 'changed') {
    return (
      <span className="flex flex-wrap items-center gap-1.5 font-semibold tabular-nums">
        <span className="break-all">{briefValue(before)}</span>
        <ArrowRight aria-label="→" role="img" size={13} className="text-ink-2" />
        <span className="break-all">{briefValue(after)}</span>
      </span>
    );
  }
  return (
    <span className="font-semibold tabular-nums">
      {t(op)} <span className="break-all">{briefValue(op === 'added' ? after : before)}</span>
    </span>
  );
}
