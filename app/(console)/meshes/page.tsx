import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MeshList } from '@/components/meshes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell.nav'))('meshes') };
}

export default function MeshesPage() {
  return <MeshList />;
}
