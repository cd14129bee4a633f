import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CertificatesPage } from '@/components/certificates';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('certificates'))('title') };
}

export default function Page() {
  return <CertificatesPage />;
}
