'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { StepProps } from './types';

/** Doors behind which a program keeps its own version of a resource and may write it again. */
const OTHER_WRITERS = ['controller', 'terraform', 'cloudformation'];

/** What a person must know before they change this resource: who else writes it, and what happened meanwhile. */
export function Notices({ base, opened, conflict }: StepProps) {
  const t = useTranslations();
  const writer = (base ?? opened)?.writer;
  const isOwned = writer && OTHER_WRITERS.includes(writer.door);
  return (
    <>
      {isOwned && (
        <Notice title={t('forms.owned', { owner: t(`common.door.${writer.door}`) })}>
          {t('forms.ownedHint', { owner: t(`common.door.${writer.door}`), who: writer.who })}
        </Notice>
      )}
      {conflict === 'gone' && <Notice title={t('errors.code.not-found')}>{t('forms.gone')}</Notice>}
      {conflict === 'changed' && base && opened && (
        <Notice title={t('forms.conflict', { who: base.writer.who })}>
          {t('forms.conflictHint', { mine: String(opened.version), theirs: String(base.version) })}
        </Notice>
      )}
    </>
  );
}

export function Notice({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div role="status" className="flex gap-2 rounded-md border-attention border-l-3 bg-attention-tint px-3 py-2">
      <TriangleAlert aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-attention" />
      <div className="min-w-0">
        <p className="font-semibold text-attention-ink">{title}</p>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
    </div>
  );
}
