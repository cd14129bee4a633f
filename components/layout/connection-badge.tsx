'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { meshesQuery } from '@/lib/client';
import type { MeshSummary } from '@/lib/model';
import { StateMark, Tooltip } from '../ui';
import { useLive } from './live';

/** What the console talks to, and how many proxies have what they should. */
export function ConnectionBadge({ mesh }: { mesh: string | undefined }) {
  const t = useTranslations('shell');
  const { state } = useLive();
  const summary = useQuery(meshesQuery()).data?.find((m) => m.mesh === mesh);
  const text = useProxyText(summary?.proxies);
  if (state === 'offline') return <Badge mark="attention" text={t('live.offline')} hint={t('badge.explain')} />;
  const mark = summary?.proxies.refused ? 'bad' : state === 'online' ? 'good' : 'waiting';
  return <Badge mark={mark} text={[t('badge.embedded'), text].filter(Boolean).join(' · ')} hint={t('badge.explain')} />;
}

function useProxyText(proxies: MeshSummary['proxies'] | undefined): string | undefined {
  const t = useTranslations('shell.badge');
  if (!proxies) return undefined;
  const { connected, current, refused } = proxies;
  if (connected === 0) return t('noProxies');
  if (refused > 0) return t('refused', { count: refused });
  return current === connected ? t('allCurrent', { total: connected }) : t('proxies', { current, total: connected });
}

function Badge({ mark, text, hint }: { mark: 'good' | 'waiting' | 'bad' | 'attention'; text: string; hint: string }) {
  return (
    <Tooltip text={hint}>
      <button type="button" className="flex min-w-0 cursor-default items-center gap-2 rounded px-1 text-ink-2">
        <StateMark state={mark} className="size-2" />
        <span className="truncate max-lg:sr-only">{text}</span>
      </button>
    </Tooltip>
  );
}
