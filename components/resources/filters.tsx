'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { KINDS } from '@/lib/model';
import { cn, Input, KindGlyph } from '../ui';
import type { Row, RowFilter } from './rows';

export interface FiltersProps {
  rows: readonly Row[];
  page: RowFilter;
  go: (change: RowFilter) => void;
}

/** By name, by kind, and those with problems. Kinds that the mesh does not have are left out. */
export function Filters({ rows, page, go }: FiltersProps) {
  const t = useTranslations();
  const count = (kind: string) => rows.filter((row) => row.resource.kind === kind).length;
  const withProblems = rows.filter((row) => row.problems.length > 0).length;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="search"
        aria-label={t('resources.search')}
        placeholder={t('resources.search')}
        value={page.search ?? ''}
        onChange={(event) => go({ search: event.target.value || undefined })}
        className="w-56"
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t('resources.kindFilter')}</legend>
        {KINDS.filter((kind) => count(kind) > 0).map((kind) => (
          <Toggle
            key={kind}
            on={page.kind === kind}
            onClick={() => go({ kind: page.kind === kind ? undefined : kind })}
          >
            <KindGlyph kind={kind} size={16} />
            {t(`kinds.many.${kind}`)} <span className="text-ink-3">{count(kind)}</span>
          </Toggle>
        ))}
        {withProblems > 0 && (
          <Toggle on={page.problems === true} onClick={() => go({ problems: page.problems ? undefined : true })}>
            <span className="text-attention-ink">
              {t('resources.problemsOnly')} {withProblems}
            </span>
          </Toggle>
        )}
      </fieldset>
    </div>
  );
}

function Toggle({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={cn(
        'flex h-8 items-center gap-1.5 rounded-md border px-2 text-xs transition-colors',
        on ? 'border-accent bg-accent-tint text-accent' : 'border-line-strong bg-card text-ink-2 hover:bg-canvas',
      )}
    >
      {children}
    </button>
  );
}
