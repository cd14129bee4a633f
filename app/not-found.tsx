import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Page } from '@/components/layout';
import { paths } from '@/lib/client';

export default async function NotFound() {
  const t = await getTranslations('shell.notFound');
  return (
    <Page>
      <h1 className="font-semibold text-xl">{t('title')}</h1>
      <p className="mb-3 text-ink-2">{t('hint')}</p>
      <Link href={paths.meshes()} className="font-semibold text-accent hover:underline">
        {t('toMeshes')}
      </Link>
    </Page>
  );
}
