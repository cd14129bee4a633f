import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DraftPage } from '@/components/drafts';
import { type MeshParams, meshOf } from '../../../../../_server/mesh-param';

interface DraftParams extends MeshParams {
  params: Promise<{ mesh: string; id: string }>;
}

export async function generateMetadata(props: DraftParams): Promise<Metadata> {
  const t = await getTranslations('drafts.review');
  return { title: `${t('title')} · ${await meshOf(props)}` };
}

export default async function Page(props: DraftParams) {
  return <DraftPage mesh={await meshOf(props)} id={decodeURIComponent((await props.params).id)} />;
}
