'use client';

import { useTranslations } from 'next-intl';
import type { ClientErrorCode } from '@/lib/client';
import { ErrorState } from '../ui';
import type { WriteFailure } from './use-weight-writer';

/** Why nothing was written: in our words, and in the control plane's where it said something. */
export function FailureNote({ failure }: { failure: WriteFailure }) {
  const t = useTranslations('weights.failed');
  const explain = useErrorSentence();
  if (failure.reason === 'refused') {
    return <ErrorState title={t('title')} message={explain(failure.code)} detail={failure.words} />;
  }
  if (failure.reason === 'changed-since') return <ErrorState title={t('undoTitle')} message={t('changedSince')} />;
  return <ErrorState title={t('title')} message={failure.reason === 'gone' ? t('gone') : t('changedTargets')} />;
}

/** The sentence of an error code, the control plane's or the console's own. */
function useErrorSentence(): (code: ClientErrorCode) => string {
  const t = useTranslations('errors');
  return (code) => {
    switch (code) {
      case 'away':
      case 'offline':
      case 'signed-out':
      case 'shape':
      case 'unexpected':
        return t(`console.${code}`);
      default:
        return t(`code.${code}`);
    }
  };
}
