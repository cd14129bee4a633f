'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { KINDS, type Kind } from '@/lib/model';
import { Card } from '../drafts';
import { Button, KindGlyph } from '../ui';
import { FoundRow } from './found-row';
import type { Planned } from './selection';
import { decide, sessionOf } from './session';

/** Rows of a kind that are drawn at first. */
const FEW = 50;

/** Every resource of the import and what is to become of it. */
export function FoundCard({ name, planned }: { name: string; planned: readonly Planned[] }) {
  const t = useTranslations('transfer.import.found');
  const clashes = planned.filter(({ state, fate }) => state === 'differs' && fate !== 'waits');
  const decideAll = (choice: 'replace' | 'keep') => {
    const all = Object.fromEntries(clashes.map(({ key }) => [key, choice]));
    decide(name, { clashes: { ...sessionOf(name).clashes, ...all } });
  };
  return (
    <Card title={t('title')} note={t('count', { count: planned.length })}>
      {clashes.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-attention-tint px-3 py-2">
          <p className="text-attention-ink">{t('clashes', { count: clashes.length })}</p>
          <div className="flex gap-2">
            <Button size="sm" onClick={() => decideAll('replace')}>
              {t('replaceAll')}
            </Button>
            <Button size="sm" onClick={() => decideAll('keep')}>
              {t('keepAll')}
            </Button>
          </div>
        </div>
      )}
      {KINDS.map((kind) => {
        const own = planned.filter(({ ref }) => ref.kind === kind);
        return own.length > 0 && <OfKind key={kind} name={name} kind={kind} planned={own} />;
      })}
    </Card>
  );
}

function OfKind({ name, kind, planned }: { name: string; kind: Kind; planned: readonly Planned[] }) {
  const t = useTranslations();
  const [all, setAll] = useState(false);
  return (
    <section>
      <h3 className="mb-1 flex items-center gap-2 font-semibold">
        <KindGlyph kind={kind} size={18} />
        {t(`kinds.many.${kind}`)}
        <span className="font-normal text-ink-2">{planned.length}</span>
      </h3>
      <ul className="divide-y">
        {(all ? planned : planned.slice(0, FEW)).map((one) => (
          <FoundRow key={one.key} name={name} one={one} />
        ))}
      </ul>
      {!all && planned.length > FEW && (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
          {t('transfer.import.found.more', { count: planned.length })}
        </Button>
      )}
    </section>
  );
}
