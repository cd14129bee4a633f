import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConnectionsPage } from '@/components/connections';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('connections'))('title') };
}

export default function Page() {
  return <ConnectionsPage />;
}
