import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DraftsPage } from '@/components/drafts';
import { type MeshParams, meshOf } from '../../../../_server/mesh-param';

export async function generateMetadata(props: MeshParams): Promise<Metadata> {
  const t = await getTranslations('shell.nav');
  return { title: `${t('drafts')} · ${await meshOf(props)}` };
}

export default async function Page(props: MeshParams) {
  return <DraftsPage mesh={await meshOf(props)} />;
}
