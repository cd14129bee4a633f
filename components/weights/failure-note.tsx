'use client';

import { useTranslations } from 'next-intl';
import { useDraftErrorText } from '../mesh-view';
import { ErrorState } from '../ui';
import type { WriteFailure } from './use-weight-writer';

/** Why nothing was written: in our words, and in the control plane's where it said something. */
export function FailureNote({ failure }: { failure: WriteFailure }) {
  const t = useTranslations('weights.failed');
  const explain = useDraftErrorText();
  if (failure.reason === 'refused') return <ErrorState title={t('title')} {...explain(failure.error)} />;
  if (failure.reason === 'changed-since') return <ErrorState title={t('undoTitle')} message={t('changedSince')} />;
  return <ErrorState title={t('title')} message={failure.reason === 'gone' ? t('gone') : t('changedTargets')} />;
}
