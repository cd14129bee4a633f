'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { proxyConfigQuery } from '@/lib/client';
import type { Typed } from '@/lib/graph';
import type { ApiProxy, ApiSnapshot, Kind } from '@/lib/model';
import { Badge, CopyButton, ErrorState, Select, Skeleton } from '../ui';
import { useErrorText } from '../words';
import { type EnvoyResource, type EnvoyScope, envoyScope } from './envoy-scope';

const TYPES = [
  'listener',
  'route',
  'cluster',
  'endpoint',
  'secret',
] as const satisfies readonly EnvoyResource['type'][];

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
  const errors = useTranslations('errors.title');
  const explain = useErrorText();
  const { data, error, refetch } = useQuery(proxyConfigQuery(mesh, proxy.id));
  if (error) return <ErrorState title={errors('load')} {...explain(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40" />;
  const parts = data.resources.flatMap((one) => scope.part(one) ?? []);
  if (parts.length === 0) return <p className="text-ink-2">{t('nothing')}</p>;
  return TYPES.map((type) => {
    const own = parts.filter((one) => one.type === type);
    if (own.length === 0) return null;
    return (
      <section key={type}>
        <h3 className="mb-1.5 font-semibold">
          {t(`type.${type}`)} <span className="font-normal text-ink-3">{own.length}</span>
        </h3>
        <ul className="flex flex-col gap-1.5">
          {own.map((one) => (
            <OneResource
              key={one.name}
              resource={one}
              open={parts.length === 1 || (type === 'route' && scope.partial)}
            />
          ))}
        </ul>
      </section>
    );
  });
}

function OneResource({ resource, open }: { resource: EnvoyResource; open: boolean }) {
  const t = useTranslations('panel.envoy');
  const [shown, setShown] = useState(open);
  const text = JSON.stringify(resource.json, null, 2);
  return (
    <li className="rounded-md border">
      <details open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-2 px-2.5 py-1.5">
          <span className="min-w-0 flex-1 break-all font-mono text-xs">{resource.name}</span>
          <Versions resource={resource} />
        </summary>
        {shown && (
          <div className="relative border-t bg-canvas">
            <CopyButton
              text={text}
              label={t('copy', { name: resource.name })}
              className="absolute top-1 right-1 bg-card"
            />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
            <pre tabIndex={0} className="max-h-96 overflow-auto p-2.5 font-mono text-xs leading-4">
              {text}
            </pre>
          </div>
        )}
      </details>
    </li>
  );
}

/** The rendered version, and whether the proxy accepted it. */
function Versions({ resource: { version, acknowledgedVersion } }: { resource: EnvoyResource }) {
  const t = useTranslations('panel.envoy');
  return (
    <span className="flex items-center gap-1.5 text-xs">
      <span className="max-w-28 truncate text-ink-2" title={version}>
        {t('rendered', { version })}
      </span>
      {acknowledgedVersion === undefined ? (
        <Badge tone="attention">{t('notYet')}</Badge>
      ) : acknowledgedVersion === version ? (
        <Badge tone="good">{t('same')}</Badge>
      ) : (
        <Badge tone="attention" title={acknowledgedVersion}>
          {t('differs', { version: acknowledgedVersion.slice(0, 12) })}
        </Badge>
      )}
    </span>
  );
}
