'use client';

import { useTranslations } from 'next-intl';
import { refOf } from '@/lib/graph';
import type { ApiProxy, ProxyState, ResourceRef } from '@/lib/model';
import { refKey } from '@/lib/model';
import { RelativeTime, Skeleton, StateMark } from '../ui';

/** A proxy's state as a mark; the word stands beside it. */
export const PROXY_MARK: Record<ProxyState, 'good' | 'waiting' | 'bad' | 'off'> = {
  current: 'good',
  behind: 'waiting',
  refused: 'bad',
  disconnected: 'off',
};

const ORDER: readonly ProxyState[] = ['refused', 'behind', 'current', 'disconnected'];

/** Proxies that stand for a resource, refused ones first. */
export function proxiesOf(subject: ResourceRef, proxies: readonly ApiProxy[]): ApiProxy[] {
  const key = refKey(subject);
  const own = proxies.filter((proxy) => refKey(refOf(proxy.resource)) === key);
  return ORDER.flatMap((state) => own.filter((proxy) => proxy.state === state));
}

export interface ProxySummaryProps {
  subject: ResourceRef;
  proxies: readonly ApiProxy[] | undefined;
}

/** One line for each proxy: state, address, what it runs. */
export function ProxySummary({ subject, proxies }: ProxySummaryProps) {
  const t = useTranslations('panel');
  if (!proxies) return <Skeleton className="h-8" />;
  const own = proxiesOf(subject, proxies);
  if (own.length === 0) return <p className="text-ink-2">{t('noProxies')}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {own.map((proxy) => (
        <li key={proxy.id} className="flex items-baseline gap-2">
          <StateMark state={PROXY_MARK[proxy.state]} />
          <span className="min-w-0 flex-1">
            <span className="font-medium">{t(`proxy.state.${proxy.state}`)}</span>
            <span className="ml-2 text-ink-2">{proxy.address}</span>
            <span className="block text-ink-2 text-xs">
              <ProxyLine proxy={proxy} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What a proxy is at. A disconnected one is "last seen", never "serving". */
export function ProxyLine({ proxy }: { proxy: ApiProxy }) {
  const t = useTranslations('panel.proxy');
  const parts = [
    t('at', { revision: String(proxy.revision) }),
    ...(proxy.behind > 0 ? [t('behind', { count: proxy.behind })] : []),
    ...(proxy.envoyVersion ? [t('envoy', { version: proxy.envoyVersion })] : []),
    ...(proxy.platform ? [proxy.platform] : []),
  ];
  const since = proxy.state === 'disconnected' ? proxy.lastSeenAt : proxy.connectedAt;
  return (
    <>
      {parts.join(' · ')} ·{' '}
      {t.rich(proxy.state === 'disconnected' ? 'lastSeenAt' : 'connectedAt', {
        time: () => <RelativeTime at={since} />,
      })}
    </>
  );
}
