'use client';

import { useTranslations } from 'next-intl';
import { paths } from '@/lib/client';
import { LinkTabs } from '../ui';

/** What holds for all meshes: several addresses, one entry of the rail. */
export function SettingsTabs() {
  const t = useTranslations('shell.nav');
  const places = [
    { href: paths.connections(), label: t('connections') },
    { href: paths.certificates(), label: t('certificates') },
  ];
  return <LinkTabs label={t('settings')} places={places} />;
}
