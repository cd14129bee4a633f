'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { proxyConfigQuery } from '@/lib/client';
import type { ApiProxy, ProxyConfig } from '@/lib/model';
import { Loaded } from '../layout';
import { Badge, CopyButton, RelativeTime, Skeleton } from '../ui';
import { Refusal } from './refusal';

/** Who a proxy is, and the configuration that was generated for it beside what it acknowledged. */
export function ProxyDetails({ mesh, proxy }: { mesh: string; proxy: ApiProxy }) {
  const t = useTranslations('proxies');
  const config = useQuery(proxyConfigQuery(mesh, proxy.id));
  const earlier = proxy.refusals.filter((refusal) => !refusal.current);
  return (
    <div className="grid gap-6 px-9 py-4 lg:grid-cols-[minmax(260px,1fr)_2fr]">
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-4 gap-y-1.5">
        <Fact name={t('details.nodeId')}>
          <code className="break-all font-mono text-xs">{proxy.nodeId}</code>
        </Fact>
        <Fact name={t('details.acknowledged')}>{proxy.revision}</Fact>
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
          {({ resources }) => <Config resources={resources} />}
        </Loaded>
      </section>
      {earlier.length > 0 && (
        <section className="flex flex-col gap-2 lg:col-span-2">
          <h2 className="font-semibold">{t('refusal.earlier', { count: earlier.length })}</h2>
          {earlier.map((refusal) => (
            <Refusal key={`${refusal.at}${refusal.resourceType}`} mesh={mesh} proxy={proxy} refusal={refusal} />
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

function Config({ resources }: { resources: ProxyConfig['resources'] }) {
  const t = useTranslations('proxies.details');
  if (resources.length === 0) return <p className="text-ink-2">{t('configEmpty')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {resources.map((resource) => (
        <li key={`${resource.type}/${resource.name}`}>
          <ConfigEntry resource={resource} />
        </li>
      ))}
    </ul>
  );
}

function ConfigEntry({ resource }: { resource: ProxyConfig['resources'][number] }) {
  const t = useTranslations('proxies.details');
  const json = JSON.stringify(resource.json, undefined, 2);
  const isAcknowledged = resource.acknowledgedVersion === resource.version;
  return (
    <details className="rounded-md border bg-card">
      <summary className="flex cursor-pointer flex-wrap items-center gap-2 px-3 py-1.5">
        <span className="w-16 text-ink-2 text-xs">{resource.type}</span>
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{resource.name}</code>
        <Badge tone={isAcknowledged ? 'good' : 'attention'}>
          {isAcknowledged ? t('acknowledgedMark') : t('notAcknowledged')}
        </Badge>
      </summary>
      <div className="relative border-t">
        <CopyButton text={json} className="absolute top-1 right-1" />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide text scrolls, also by keyboard */}
        <pre tabIndex={0} className="max-h-96 overflow-auto p-3 font-mono text-xs">
          {json}
        </pre>
      </div>
    </details>
  );
}
