'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ErrorState } from '../ui';
import { useErrorText } from '../words';

export interface LoadedProps<T> {
  query: UseQueryResult<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query brought: its skeleton first, an error with a way on if it failed, the last good data otherwise. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  const t = useTranslations();
  const errorText = useErrorText();
  if (query.data !== undefined) return children(query.data);
  if (!query.error) return <div aria-busy="true">{skeleton}</div>;
  return <ErrorState title={t('errors.title.load')} {...errorText(query.error)} onRetry={() => void query.refetch()} />;
}
