'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { proxyConfigQuery } from '@/lib/client';
import type { Typed } from '@/lib/graph';
import type { ApiProxy, ApiSnapshot, Kind } from '@/lib/model';
import { type ConfigEntry, ConfigEntryView, ENVOY_TYPES, entryOf } from '../envoy-config';
import { ErrorState, Select, Skeleton } from '../ui';
import { useErrorText } from '../words';
import { type EnvoyResource, type EnvoyScope, envoyScope } from './envoy-scope';

export interface EnvoyTabProps {
  mesh: string;
  snapshot: ApiSnapshot;
  resource: Typed<Kind>;
  proxies: readonly ApiProxy[] | undefined;
}

/** What Envoy gets from this resource: rendered configuration beside what the proxy accepted. */
export function EnvoyTab({ mesh, snapshot, resource, proxies }: EnvoyTabProps) {
  const t = useTranslations('panel.envoy');
  const scope = useMemo(() => envoyScope(mesh, snapshot, resource, proxies ?? []), [mesh, snapshot, resource, proxies]);
  const [chosen, setChosen] = useState<string>();
  if (!proxies) return <Skeleton className="m-5 h-24" />;
  const proxy = scope.proxies.find((one) => one.id === chosen) ?? scope.proxies[0];
  if (!proxy) return <p className="p-5 text-ink-2">{t('none')}</p>;
  return (
    <div className="flex flex-col gap-3 p-5">
      <p className="text-ink-2">
        {t('lead')} {scope.partial && t('only', { name: resource.name })}
      </p>
      {scope.proxies.length > 1 && (
        <Select
          aria-label={t('proxy')}
          value={proxy.id}
          onChange={setChosen}
          options={scope.proxies.map((one) => ({ value: one.id, label: `${one.resource.name} · ${one.address}` }))}
        />
      )}
      <Config key={proxy.id} mesh={mesh} proxy={proxy} scope={scope} />
    </div>
  );
}

interface ConfigProps {
  mesh: string;
  proxy: ApiProxy;
  scope: EnvoyScope;
}

function Config({ mesh, proxy, scope }: ConfigProps) {
  const t = useTranslations('panel.envoy');
  const words = useTranslations('envoyConfig');
  const errors = useTranslations('errors.title');
  const explain = useErrorText();
  const { data, error, refetch } = useQuery(proxyConfigQuery(mesh, proxy.id));
  if (error) return <ErrorState title={errors('load')} {...explain(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40" />;
  const parts = data.resources.flatMap((one) => narrowed(one, scope) ?? []);
  if (parts.length === 0) return <p className="text-ink-2">{t('nothing')}</p>;
  return ENVOY_TYPES.map((type) => {
    const own = parts.filter((one) => one.type === type);
    if (own.length === 0) return null;
    return (
      <section key={type}>
        <h3 className="mb-1.5 font-semibold">
          {words(`type.${type}`)} <span className="font-normal text-ink-3">{own.length}</span>
        </h3>
        <ul className="flex flex-col gap-1.5">
          {own.map((one) => (
            <li key={one.name}>
              <ConfigEntryView entry={one} open={parts.length === 1 || (type === 'route' && scope.partial)} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

/** The part of a resource that belongs to the selection, on both sides. */
function narrowed(resource: EnvoyResource, { part }: EnvoyScope): ConfigEntry | undefined {
  const own = part(resource);
  if (!own) return undefined;
  const { acknowledgedJson: whole, ...rest } = own;
  const acknowledged = whole === undefined ? undefined : part({ ...resource, json: whole })?.json;
  return entryOf({ ...rest, ...(acknowledged !== undefined && { acknowledgedJson: acknowledged }) });
}
