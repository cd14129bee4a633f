import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CredentialsPage } from '@/components/credentials';
import { type MeshParams, meshOf } from '../../../../../_server/mesh-param';

export async function generateMetadata(props: MeshParams): Promise<Metadata> {
  const t = await getTranslations('credentials');
  return { title: `${t('title')} · ${await meshOf(props)}` };
}

export default async function Page(props: MeshParams) {
  return <CredentialsPage mesh={await meshOf(props)} />;
}
