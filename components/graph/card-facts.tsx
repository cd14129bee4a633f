'use client';

import { useTranslations } from 'next-intl';
import type { Card } from '@/lib/graph';
import { useFigures } from '../ui';

/** The second line of a card: where it listens, and how its endpoints or proxies are. */
export function CardFacts({ card }: { card: Card }) {
  const t = useTranslations('graph.card');
  const figures = useFigures();
  const listener = useListener(card);
  if (card.ghost) return <Line className="text-attention-ink">{t('missing')}</Line>;
  if (card.proxies && card.proxies.refused > 0) {
    return <Line className="text-bad-ink">{t('refused', { count: card.proxies.refused })}</Line>;
  }
  if (card.kind === 'virtualRouter' && card.rows.length === 0) {
    return (
      <Line>
        {listener} · {t('noRoutes')}
      </Line>
    );
  }
  if (!card.endpoints) return <Line>{listener}</Line>;
  const { healthy, total } = card.endpoints;
  const text = t('healthy', { healthy: figures.count(healthy), total: figures.count(total) });
  return (
    <Line>
      {listener} · <span className={healthy === 0 ? 'text-bad-ink' : undefined}>{text}</span>
    </Line>
  );
}

function Line({ children, className = 'text-ink-2' }: { children: React.ReactNode; className?: string }) {
  return <span className={`block truncate text-xs ${className}`}>{children}</span>;
}

function useListener(card: Card): string {
  const t = useTranslations('graph.card');
  const [first, ...more] = card.listeners;
  if (!first) return card.kind === 'virtualService' ? t('noProvider') : t('noListener');
  const text = `${first.protocol} ${first.port}`;
  return more.length === 0 ? text : t('moreListeners', { first: text, more: String(more.length) });
}
