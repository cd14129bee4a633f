'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Page } from '@/components/layout';
import { ErrorState } from '@/components/ui';

export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell.crashed');
  useEffect(() => console.error(error), [error]);
  return (
    <Page>
      <ErrorState title={t('title')} message={t('hint')} detail={error.digest ?? error.message} onRetry={reset} />
    </Page>
  );
}
