'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ProxiesState } from '@/lib/client';
import type { ApiProxy, ProxyState } from '@/lib/model';
import { absoluteTime, cn, relativeTime, StateMark, shortDuration, Td } from '../ui';
import { EnvoyVersion } from './envoy-version';
import { ProxyDetails } from './proxy-details';
import { Refusal } from './refusal';

const MARKS = { current: 'good', behind: 'waiting', refused: 'bad', disconnected: 'off' } as const satisfies Record<
  ProxyState,
  string
>;

export interface ProxyRowProps {
  mesh: string;
  proxy: ApiProxy;
  page: ProxiesState;
  go: (page: ProxiesState) => void;
}

/** One Envoy: its state, its figures, and below it what it refused. */
export function ProxyRow({ mesh, proxy, page, go }: ProxyRowProps) {
  const open = proxy.id === page.proxy;
  const t = useTranslations('proxies');
  const locale = useLocale();
  const now = useNow(proxy.state === 'behind' ? 500 : 15_000);
  const current = proxy.refusals.filter((refusal) => refusal.current);
  const isGone = proxy.state === 'disconnected';
  const connected = (isGone ? proxy.lastSeenAt : now) - proxy.connectedAt;
  const tint = current.length > 0 && 'bg-bad-tint';
  return (
    <>
      <tr className={cn(tint, isGone && 'text-ink-2')}>
        <Td className={cn('pl-9', current.length > 0 && 'border-b-0')}>
          <button
            type="button"
            aria-expanded={open}
            aria-label={t('details.open', { address: proxy.address || proxy.nodeId })}
            onClick={() => go({ search: page.search, proxy: open ? undefined : proxy.id })}
            className="rounded font-mono text-xs hover:text-accent hover:underline"
          >
            {proxy.address || t('details.nodeId')}
          </button>
        </Td>
        <Td className={cn(current.length > 0 && 'border-b-0')}>
          <span className="flex items-center gap-2">
            <StateMark state={MARKS[proxy.state]} />
            <StateText proxy={proxy} now={now} />
          </span>
        </Td>
        <Figures proxy={proxy} plain={current.length > 0} />
        <Td className={cn('whitespace-nowrap text-right', current.length > 0 && 'border-b-0')}>
          <EnvoyVersion version={proxy.envoyVersion} />
        </Td>
        <Td
          className={cn('whitespace-nowrap text-right', current.length > 0 && 'border-b-0')}
          title={absoluteTime(proxy.connectedAt, locale)}
        >
          {shortDuration(connected, locale)}
        </Td>
      </tr>
      {current.map((refusal) => (
        <tr key={`${refusal.at}${refusal.resourceType}`} className="bg-bad-tint">
          <Td colSpan={6} className="pb-3">
            <div className="w-0 min-w-full">
              <Refusal mesh={mesh} proxy={proxy} refusal={refusal} />
            </div>
          </Td>
        </tr>
      ))}
      {open && (
        <tr>
          <Td colSpan={6} className="bg-canvas p-0">
            <ProxyDetails mesh={mesh} proxy={proxy} page={page} go={go} />
          </Td>
        </tr>
      )}
    </>
  );
}

function StateText({ proxy, now }: { proxy: ApiProxy; now: number }) {
  const t = useTranslations('proxies.state');
  const locale = useLocale();
  switch (proxy.state) {
    case 'current':
      return t('current');
    case 'behind':
      return proxy.waitingSince === undefined
        ? t('behindPlain', { count: proxy.behind })
        : t('behind', { count: proxy.behind, time: shortDuration(Math.max(0, now - proxy.waitingSince), locale) });
    case 'refused': {
      const revision = proxy.refusals.find((refusal) => refusal.current)?.revision;
      return revision === undefined ? t('refusedPlain') : t('refused', { revision: String(revision) });
    }
    case 'disconnected':
      return t('disconnected', { time: relativeTime(proxy.lastSeenAt, now, locale) });
  }
}

/** What this proxy's access log told in the last minute; a dash where it reports nothing. */
function Figures({ proxy, plain }: { proxy: ApiProxy; plain: boolean }) {
  const t = useTranslations('proxies');
  const locale = useLocale();
  const { traffic, state } = proxy;
  const known = state === 'disconnected' ? undefined : traffic;
  const border = plain ? 'border-b-0' : '';
  const title = known ? undefined : t('noFigures');
  const rate = known?.successRate;
  return (
    <>
      <Td className={cn('text-right', border)} title={title}>
        {known
          ? new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(
              known.requestsPerSecond,
            )
          : '–'}
      </Td>
      <Td className={cn('text-right', border)} title={title}>
        {rate === undefined
          ? '–'
          : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(rate)}
      </Td>
    </>
  );
}

/** The time, again and again. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
