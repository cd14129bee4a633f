import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportPage } from '@/components/import';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfer.import'))('title') };
}

export default function Page() {
  return <ImportPage />;
}
