'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ApiSnapshot } from '@/lib/model';
import { ErrorState } from '../ui';
import { useErrorText } from '../words';
import type { MeshView } from './use-mesh-view';

export interface LoadedViewProps {
  view: MeshView;
  skeleton: ReactNode;
  children: (snapshot: ApiSnapshot) => ReactNode;
}

/** The mesh of a view: its skeleton first, an error with a way on if it failed. */
export function LoadedView({ view: { snapshot, error, retry }, skeleton, children }: LoadedViewProps) {
  const t = useTranslations('errors.title');
  const errorText = useErrorText();
  if (snapshot) return children(snapshot);
  if (error) return <ErrorState title={t('load')} {...errorText(error)} onRetry={retry} />;
  return <div aria-busy="true">{skeleton}</div>;
}
