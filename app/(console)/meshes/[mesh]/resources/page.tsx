import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ResourcesPage } from '@/components/resources';
import { type MeshParams, meshOf } from '../../../../_server/mesh-param';

export async function generateMetadata(props: MeshParams): Promise<Metadata> {
  const t = await getTranslations('shell.nav');
  return { title: `${t('resources')} · ${await meshOf(props)}` };
}

export default async function Page(props: MeshParams) {
  return <ResourcesPage mesh={await meshOf(props)} />;
}
