'use client';

import { type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: ReactNode;
  /** What this place is for and what to do next. */
  hint: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** Nothing here yet: teaches the next action. */
export function EmptyState({ icon: Icon, title, hint, actions, className }: EmptyStateProps) {
  return (
    <section
      className={cn(
        'flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-12 text-center',
        className,
      )}
    >
      <Icon aria-hidden="true" size={28} className="text-ink-3" />
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="max-w-lg text-ink-2">{hint}</p>
      {actions && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
    </section>
  );
}

export interface ErrorStateProps {
  title: ReactNode;
  /** What happened, what was kept, what to do. */
  message: ReactNode;
  /** The other side's own words. */
  detail?: string;
  onRetry?: () => void;
  className?: string;
}

export function ErrorState({ title, message, detail, onRetry, className }: ErrorStateProps) {
  const t = useTranslations();
  return (
    <section
      role="alert"
      className={cn('flex gap-3 rounded-lg border border-l-4 border-l-bad bg-card px-4 py-3', className)}
    >
      <TriangleAlert aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-ink-2">{message}</p>
        {detail && (
          <p className="mt-1 break-words font-mono text-ink-2 text-xs">
            <span className="sr-only">{t('errors.words')}: </span>
            {detail}
          </p>
        )}
      </div>
      {onRetry && <Button onClick={onRetry}>{t('common.tryAgain')}</Button>}
    </section>
  );
}
