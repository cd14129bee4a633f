'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '../ui';

export interface ViewSwitchProps {
  /** `past`: neither of the two. */
  shown: 'live' | 'draft' | 'past';
  /** How many resources the draft changes; undefined = there is none. */
  changes: number | undefined;
  disabled: boolean;
  onLive: () => void;
  onDraft: () => void;
}

/** Live shows what is, Draft what would be. */
export function ViewSwitch({ shown, changes, disabled, onLive, onDraft }: ViewSwitchProps) {
  const t = useTranslations('view');
  return (
    <fieldset className="flex h-8 shrink-0 overflow-hidden rounded-md border border-line-strong">
      <legend className="sr-only">{t('label')}</legend>
      <Part on={shown === 'live'} title={t('liveHint')} onClick={onLive}>
        {t('live')}
      </Part>
      <Part on={shown === 'draft'} title={t('draftHint')} disabled={disabled} onClick={onDraft}>
        {t('draft')}
        {changes !== undefined && (
          <span className="rounded-full bg-line px-1.5 text-ink-2 text-xs tabular-nums">
            <span aria-hidden="true">{changes}</span>
            <span className="sr-only">{t('changes', { count: changes })}</span>
          </span>
        )}
      </Part>
    </fieldset>
  );
}

interface PartProps {
  on: boolean;
  title: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Part({ on, title, disabled, onClick, children }: PartProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      title={title}
      disabled={disabled}
      onClick={onClick}
      className={cn(
        'flex items-center gap-1.5 px-2.5 transition-colors not-first:border-l disabled:opacity-50',
        on ? 'bg-accent-tint font-semibold text-accent' : 'bg-card text-ink-2 hover:bg-canvas hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}
