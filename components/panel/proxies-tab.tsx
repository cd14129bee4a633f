'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { refOf, type Typed } from '@/lib/graph';
import type { ApiProxy, Kind } from '@/lib/model';
import { Skeleton, StateMark, useFigures } from '../ui';
import { PROXY_MARK, ProxyLine, proxiesOf } from './proxy-summary';

export interface ProxiesTabProps {
  mesh: string;
  resource: Typed<Kind>;
  proxies: readonly ApiProxy[] | undefined;
}

/** Every proxy that stands for the resource, with Envoy's own words where it refused something. */
export function ProxiesTab({ mesh, resource, proxies }: ProxiesTabProps) {
  const t = useTranslations('panel');
  if (!proxies) return <Skeleton className="m-5 h-20" />;
  const own = proxiesOf(refOf(resource), proxies);
  return (
    <div className="flex flex-col gap-3 p-5">
      {own.length === 0 && <p className="text-ink-2">{t('noProxies')}</p>}
      <ul className="flex flex-col gap-2.5">
        {own.map((proxy) => (
          <ProxyCard key={proxy.id} mesh={mesh} proxy={proxy} />
        ))}
      </ul>
      <Link href={paths.proxies(mesh)} className="flex items-center gap-1 self-start font-semibold text-accent">
        {t('proxy.all')}
        <ArrowRight aria-hidden="true" size={14} />
      </Link>
    </div>
  );
}

function ProxyCard({ mesh, proxy }: { mesh: string; proxy: ApiProxy }) {
  const t = useTranslations('panel.proxy');
  const common = useTranslations('common');
  const figures = useFigures();
  const refusals = proxy.refusals.filter((refusal) => refusal.current);
  return (
    <li className="rounded-lg border px-3 py-2.5">
      <p className="flex items-center gap-2">
        <StateMark state={PROXY_MARK[proxy.state]} />
        <span className="font-semibold">{t(`state.${proxy.state}`)}</span>
        <Link
          href={paths.proxies(mesh, { proxy: proxy.id })}
          className="min-w-0 truncate text-accent hover:underline"
          title={proxy.nodeId}
        >
          {proxy.address}
        </Link>
        <span className="ml-auto shrink-0 text-ink-2">
          {proxy.traffic ? t('rate', { rate: figures.rate(proxy.traffic.requestsPerSecond) }) : common('notKnown')}
        </span>
      </p>
      <p className="mt-0.5 text-ink-2 text-xs">
        <ProxyLine proxy={proxy} />
      </p>
      {refusals.map((refusal) => (
        <div key={`${refusal.revision} ${refusal.resourceType}`} className="mt-2 rounded-md bg-bad-tint px-2.5 py-2">
          <p className="font-semibold text-bad-ink">{t('refusal', { revision: String(refusal.revision) })}</p>
          <p className="mt-0.5 whitespace-pre-wrap break-words font-mono text-xs">{refusal.message}</p>
        </div>
      ))}
    </li>
  );
}
