'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ResourceRef } from '@/lib/model';
import { Badge, KindGlyph, MiddleCut } from '../ui';

/** A titled part of the overview. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t px-5 py-4 first:border-t-0">
      <header className="mb-2 flex min-h-5 items-center justify-between gap-3">
        <h3 className="font-semibold">{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}

/** Terms and their values in two columns. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[minmax(96px,42%)_1fr] gap-x-3 gap-y-1.5">{children}</dl>;
}

export interface FactProps {
  term: string;
  /** Where App Mesh decides because nothing was set: greyed, with its source. */
  computed?: boolean;
  children: ReactNode;
}

export function Fact({ term, computed, children }: FactProps) {
  const t = useTranslations('common');
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">
        <span className={computed ? 'text-ink-2' : undefined}>{children}</span>
        {computed && (
          <Badge tone="computed" className="ml-2 align-[1px]">
            {t('appMeshDefault')}
          </Badge>
        )}
      </dd>
    </>
  );
}

export interface LinkedResource {
  ref: ResourceRef;
  /** Something short at the right: a share, a rate. */
  note?: ReactNode;
  /** Something below the name. */
  detail?: ReactNode;
  /** It is named, but does not exist. */
  missing?: boolean;
}

export interface ResourceListProps {
  items: readonly LinkedResource[];
  /** What an empty list means. */
  empty: string;
  onSelect: (ref: ResourceRef) => void;
}

/** Resources to go on to. */
export function ResourceList({ items, empty, onSelect }: ResourceListProps) {
  if (items.length === 0) return <p className="text-ink-2">{empty}</p>;
  return (
    <ul className="-mx-2">
      {items.map(({ ref, note, detail, missing }) => (
        <li key={`${ref.kind}/${ref.parent ?? ''}/${ref.name}`}>
          <button
            type="button"
            onClick={() => onSelect(ref)}
            className="flex min-h-8 w-full items-center gap-2 rounded px-2 py-1 text-left hover:bg-canvas"
          >
            <KindGlyph kind={ref.kind} size={18} />
            <span className="min-w-0 flex-1">
              <MiddleCut text={ref.name} />
              {detail && <span className="block truncate text-ink-2 text-xs">{detail}</span>}
            </span>
            {missing && <Missing />}
            {note && <span className="shrink-0 text-ink-2">{note}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Missing() {
  const t = useTranslations('graph.card');
  return <Badge tone="attention">{t('missing')}</Badge>;
}
