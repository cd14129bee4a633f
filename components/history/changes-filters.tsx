'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type ChangesPageState, parseRef } from '@/lib/client';
import { KINDS, type Revision, writerSchema } from '@/lib/model';
import { Button, Input, Select } from '../ui';

export interface ChangesFiltersProps {
  page: ChangesPageState;
  go: (change: Partial<ChangesPageState>) => void;
  /** Those found so far: who wrote can be chosen among them. */
  revisions: readonly Revision[];
}

/** A pause in typing, ms, after which the history is asked. */
const PAUSE_MS = 250;

/** Narrows the history down. All of it stands in the address. */
export function ChangesFilters({ page, go, revisions }: ChangesFiltersProps) {
  const t = useTranslations();
  const writers = [...new Set([...revisions.map(({ writer }) => writer.who), ...(page.who ? [page.who] : [])])].sort();
  const resource = parseRef(page.resource, KINDS);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <TextFilter text={page.text} onText={(text) => go({ text })} />
      <Select
        aria-label={t('changes.filter.kind')}
        className="w-44"
        value={page.kind ?? ''}
        onChange={(kind) => go({ kind: KINDS.find((one) => one === kind) })}
        options={[
          { value: '', label: t('changes.filter.anyKind') },
          ...KINDS.map((kind) => ({ value: kind, label: t(`kinds.one.${kind}`) })),
        ]}
      />
      <Select
        aria-label={t('changes.filter.door')}
        className="w-40"
        value={page.door ?? ''}
        onChange={(door) => go({ door: DOORS.find((one) => one === door) })}
        options={[
          { value: '', label: t('changes.filter.anyDoor') },
          ...DOORS.map((door) => ({ value: door, label: t(`common.door.${door}`) })),
        ]}
      />
      <Select
        aria-label={t('changes.filter.who')}
        className="w-44"
        value={page.who ?? ''}
        onChange={(who) => go({ who: who || undefined })}
        options={[
          { value: '', label: t('changes.filter.anyone') },
          ...writers.map((who) => ({ value: who, label: who })),
        ]}
      />
      {resource && (
        <Button size="sm" onClick={() => go({ resource: undefined })} title={t('changes.filter.drop')}>
          <span className="max-w-60 truncate">{t('changes.filter.only', { name: resource.name })}</span>
          <X aria-hidden="true" size={13} />
        </Button>
      )}
    </search>
  );
}

const DOORS = writerSchema.shape.door.options;

function TextFilter({ text = '', onText }: { text: string | undefined; onText: (text: string | undefined) => void }) {
  const t = useTranslations('changes.filter');
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onText(typed || undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  return (
    <Input
      type="search"
      aria-label={t('text')}
      placeholder={t('text')}
      value={typed}
      maxLength={256}
      onChange={(event) => setTyped(event.target.value)}
      className="w-60"
    />
  );
}
