import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ExportPage } from '@/components/export';
import { type MeshParams, meshOf } from '../../../../_server/mesh-param';

export async function generateMetadata(props: MeshParams): Promise<Metadata> {
  const t = await getTranslations('transfer.export');
  return { title: `${t('title')} · ${await meshOf(props)}` };
}

export default async function Page(props: MeshParams) {
  const mesh = await meshOf(props);
  return <ExportPage key={mesh} mesh={mesh} />;
}
