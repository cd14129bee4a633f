'use client';

import { useTranslations } from 'next-intl';
import type { Card } from '@/lib/graph';
import { useFigures } from '../ui';

/** The second line of a card: where it listens, and how its endpoints or proxies are. */
export function CardFacts({ card, size }: { card: Card; size?: number }) {
  const t = useTranslations('graph.card');
  const figures = useFigures();
  const listener = useListener(card);
  if (card.ghost)
    return (
      <Line size={size} className="text-attention-ink">
        {t('missing')}
      </Line>
    );
  if (card.proxies && card.proxies.refused > 0) {
    return (
      <Line size={size} className="text-bad-ink">
        {t('refused', { count: card.proxies.refused })}
      </Line>
    );
  }
  if (card.kind === 'virtualRouter' && card.rows.length === 0) {
    return (
      <Line size={size}>
        {listener} · {t('noRoutes')}
      </Line>
    );
  }
  if (!card.endpoints) return <Line size={size}>{listener}</Line>;
  const { healthy, total } = card.endpoints;
  const text = t('healthy', { healthy: figures.count(healthy), total: figures.count(total) });
  return (
    <Line size={size}>
      {listener} · <span className={healthy === 0 ? 'text-bad-ink' : undefined}>{text}</span>
    </Line>
  );
}

interface LineProps {
  children: React.ReactNode;
  className?: string;
  /** Of the letters, in px; 12 when not given. */
  size?: number | undefined;
}

function Line({ children, className = 'text-ink-2', size }: LineProps) {
  return (
    <span
      className={`block truncate text-xs ${className}`}
      style={size ? { fontSize: size, lineHeight: 1.33 } : undefined}
    >
      {children}
    </span>
  );
}

function useListener(card: Card): string {
  const t = useTranslations('graph.card');
  const [first, ...more] = card.listeners;
  if (!first) return card.kind === 'virtualService' ? t('noProvider') : t('noListener');
  const text = `${first.protocol} ${first.port}`;
  return more.length === 0 ? text : t('moreListeners', { first: text, more: String(more.length) });
}
