'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import type { Caution } from '@/lib/graph';
import { Button, useFigures } from '../ui';

export interface AskMoveProps {
  cautions: readonly Caution[];
  nameOf: (target: number) => string;
  onMove: () => void;
  onKeep: () => void;
}

/** After a menu has closed and moved the focus. */
const FOCUS_AGAIN_MS = 60;

/** The question before a big or doubtful step. "Move" has the focus, so that Enter goes on and Esc stays. */
export function AskMove({ cautions, nameOf, onMove, onKeep }: AskMoveProps) {
  const t = useTranslations('weights.ask');
  const figures = useFigures();
  const id = useId();
  const move = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    move.current?.focus();
    // A menu that closes gives the focus back to its button, a moment later.
    const timer = setTimeout(() => move.current?.focus(), FOCUS_AGAIN_MS);
    return () => clearTimeout(timer);
  }, []);
  const sentence = (caution: Caution) => {
    if (caution.reason === 'sum-zero') return t('sumZero');
    const name = nameOf(caution.target);
    if (caution.reason === 'no-healthy-endpoint') return t('noHealthy', { name });
    return t('jump', { name, from: figures.percent(caution.from), to: figures.percent(caution.to) });
  };
  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-why`}
      className="flex gap-3 rounded-lg border border-attention border-l-4 bg-attention-tint px-3 py-2.5"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onKeep();
      }}
    >
      <TriangleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-attention-ink" />
      <div className="min-w-0 flex-1">
        <h4 id={`${id}-title`} className="font-semibold">
          {cautions.some((caution) => caution.reason === 'sum-zero') ? t('titleZero') : t('title')}
        </h4>
        <ul id={`${id}-why`} className="mb-2 text-ink-2">
          {cautions.map((caution) => (
            <li key={caution.reason}>{sentence(caution)}</li>
          ))}
        </ul>
        <div className="flex gap-2">
          <Button ref={move} variant="primary" size="sm" onClick={onMove}>
            {t('move')}
          </Button>
          <Button size="sm" onClick={onKeep}>
            {t('keep')}
          </Button>
        </div>
      </div>
    </div>
  );
}
