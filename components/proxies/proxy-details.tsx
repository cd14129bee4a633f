'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type ProxiesState, proxyConfigQuery } from '@/lib/client';
import { type ApiProxy, envoyEndOfLife, isPastEndOfLife } from '@/lib/model';
import { ConfigBrowser } from '../envoy-config';
import { Loaded } from '../layout';
import { RelativeTime, Skeleton } from '../ui';
import { Refusal } from './refusal';

export interface ProxyDetailsProps {
  mesh: string;
  proxy: ApiProxy;
  page: ProxiesState;
  go: (page: ProxiesState) => void;
}

/** Who a proxy is, and the configuration that was generated for it beside what it acknowledged. */
export function ProxyDetails({ mesh, proxy, page, go }: ProxyDetailsProps) {
  const t = useTranslations('proxies');
  const config = useQuery(proxyConfigQuery(mesh, proxy.id));
  const earlier = proxy.refusals.filter((refusal) => !refusal.current);
  return (
    // Its content, which scrolls by itself, must not make the table wider than the page.
    <div className="grid w-0 min-w-full gap-6 px-9 py-4 max-md:px-4 xl:grid-cols-[minmax(260px,1fr)_minmax(0,2fr)]">
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-4 gap-y-1.5">
        <Fact name={t('details.nodeId')}>
          <code className="break-all font-mono text-xs">{proxy.nodeId}</code>
        </Fact>
        <Fact name={t('details.acknowledged')}>{proxy.revision}</Fact>
        {isPastEndOfLife(proxy.envoyVersion, Date.now()) && (
          <Fact name={t('details.envoy')}>
            {proxy.envoyVersion}{' '}
            <span className="text-attention-ink">
              {t('endOfLifeHint', { day: envoyEndOfLife(proxy.envoyVersion) ?? '' })}
            </span>
          </Fact>
        )}
        <Fact name={t('details.protocol')}>{t(`details.${proxy.protocol}`)}</Fact>
        <Fact name={t('details.dataplane')}>{t(`details.${proxy.dataplane}`)}</Fact>
        {proxy.platform && (
          <Fact name={t('details.identity')}>
            {proxy.platform} <span className="break-all">{proxy.platformIdentity}</span>
          </Fact>
        )}
        <Fact name={t('details.connectedSince')}>
          <RelativeTime at={proxy.connectedAt} />
        </Fact>
        <Fact name={t('details.lastSeen')}>
          <RelativeTime at={proxy.lastSeenAt} />
        </Fact>
      </dl>
      <section>
        <h2 className="font-semibold">{t('details.config')}</h2>
        <p className="mb-2 text-ink-3 text-xs">{t('details.configHint')}</p>
        <Loaded query={config} skeleton={<Skeleton className="h-32" />}>
          {(known) => (
            <ConfigBrowser
              config={known}
              filter={{
                search: page.find ?? '',
                type: page.type ?? '',
                onlyDifferences: page.differences === true,
              }}
              onFilter={({ search, type, onlyDifferences }) =>
                go({ ...page, find: search, type, differences: onlyDifferences })
              }
            />
          )}
        </Loaded>
      </section>
      {earlier.length > 0 && (
        <section className="flex flex-col gap-2 xl:col-span-2">
          <h2 className="font-semibold">{t('refusal.earlier', { count: earlier.length })}</h2>
          {earlier.map((refusal) => (
            <div key={`${refusal.at}${refusal.resourceType}`}>
              <p className="mb-1 text-ink-2 text-xs">
                <RelativeTime at={refusal.at} />
              </p>
              <Refusal mesh={mesh} proxy={proxy} refusal={refusal} />
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
