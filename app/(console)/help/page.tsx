import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HelpPage } from '@/components/help';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('help');
  return { title: t('title') };
}

export default function Page() {
  return <HelpPage />;
}
