'use client';

import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { LinkTabs } from '../ui';

/** Import and export of a mesh: two addresses, one entry of the rail. */
export function TransferTabs({ mesh }: { mesh: string }) {
  const t = useTranslations('transfer.tabs');
  const places = [
    { href: paths.import(mesh), label: t('import') },
    { href: paths.export(mesh), label: t('export') },
  ];
  return <LinkTabs label={t('label')} places={places} />;
}
