'use client';

import { useTranslations } from 'next-intl';
import { envoyEndOfLife, isPastEndOfLife } from '@/lib/model';
import { Badge } from '../ui';

/** The version of an Envoy, with a mark when it gets no fixes any more. */
export function EnvoyVersion({ version }: { version: string }) {
  const t = useTranslations('proxies');
  if (version === '') return '–';
  if (!isPastEndOfLife(version, Date.now())) return version;
  return (
    <>
      <Badge tone="attention" className="mr-1.5" title={t('endOfLifeHint', { day: envoyEndOfLife(version) ?? '' })}>
        {t('endOfLife')}
      </Badge>
      {version}
    </>
  );
}
