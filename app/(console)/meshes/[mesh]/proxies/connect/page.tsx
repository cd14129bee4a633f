import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConnectPage } from '@/components/connect';
import { type MeshParams, meshOf } from '../../../../../_server/mesh-param';

export async function generateMetadata(props: MeshParams): Promise<Metadata> {
  const t = await getTranslations('connect');
  return { title: `${t('title')} · ${await meshOf(props)}` };
}

export default async function Page(props: MeshParams) {
  return <ConnectPage mesh={await meshOf(props)} />;
}
