'use client';

import { useTranslations } from 'next-intl';
import type { DraftMark } from '@/lib/model';
import { Badge, cn } from '../ui';

const TONES = { added: 'good', changed: 'accent', removed: 'bad' } as const;
const SIGNS = { added: '+', changed: '~', removed: '−' } as const;
const INKS = { added: 'text-good-ink', changed: 'text-accent', removed: 'text-bad-ink' } as const;

/** What the draft does to something, as a word. */
export function MarkBadge({ op, className }: { op: DraftMark['op']; className?: string }) {
  const t = useTranslations('common.op');
  return (
    <Badge tone={TONES[op]} className={className}>
      {t(op)}
    </Badge>
  );
}

/** The same where there is room for one sign only. */
export function MarkSign({ op, className }: { op: DraftMark['op']; className?: string }) {
  const t = useTranslations('common.op');
  return (
    <span title={t(op)} className={cn('font-semibold', INKS[op], className)}>
      <span aria-hidden="true">{SIGNS[op]}</span>
      <span className="sr-only">{t(op)}</span>
    </span>
  );
}
