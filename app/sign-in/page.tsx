import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/sign-in';
import { paths } from '@/lib/client';
import { currentPerson } from '../_server/auth';
import { apiUrl, consoleSettings } from '../_server/settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell.signIn'))('submit') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams;
  const target = ownPath(from);
  if (await currentPerson()) redirect(target);
  return <SignInForm from={target} apiUrl={apiUrl()} configured={consoleSettings() !== undefined} />;
}

/** Only paths of this console: never an address that somebody else put into the link. */
function ownPath(from: string | string[] | undefined): string {
  return typeof from === 'string' && /^\/(?![/\\])/.test(from) ? from : paths.meshes();
}
