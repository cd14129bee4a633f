'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import type { ApiProxy } from '@/lib/model';
import { Button } from '../ui';

export interface RefusalProps {
  mesh: string;
  proxy: ApiProxy;
  refusal: ApiProxy['refusals'][number];
}

const TYPES = ['listener', 'route', 'cluster', 'endpoint', 'secret'] as const;

/** What an Envoy does not take, in its own words, and where to go from here. */
export function Refusal({ mesh, proxy, refusal }: RefusalProps) {
  const t = useTranslations('proxies.refusal');
  const type = TYPES.find((name) => refusal.resourceType.toLowerCase().includes(name)) ?? 'other';
  const revision = String(refusal.revision);
  return (
    <div className="ml-2 flex flex-col gap-1 border-bad border-l-3 pl-3">
      <p className="font-semibold">
        {refusal.current
          ? t('title', { what: t(`type.${type}`), revision, current: String(proxy.revision) })
          : t('titlePast', { what: t(`type.${type}`), revision })}
      </p>
      <p className="whitespace-pre-wrap break-words font-mono text-ink-2 text-xs">
        <span className="sr-only">{t('words')}: </span>
        {refusal.message.trim()}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-ink-2">
        {refusal.resources.length > 0 && (
          <span className="break-all">{t('concerns', { names: refusal.resources.join(', ') })}</span>
        )}
        <Button asChild variant="link" size="sm">
          <Link href={paths.graph(mesh, { select: proxy.resource, tab: 'configuration' })}>{t('showField')}</Link>
        </Button>
        <Button asChild variant="link" size="sm">
          <Link href={paths.changes(mesh, { revision: refusal.revision })}>{t('showChange', { revision })}</Link>
        </Button>
      </p>
    </div>
  );
}
