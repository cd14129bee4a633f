'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { testConnection } from '@/lib/client';
import type { ConnectionInput, ConnectionTest } from '@/lib/model';
import { Button, ErrorState, StateMark } from '../ui';
import { useErrorText } from '../words';

export interface ConnectionTestRowProps {
  /** The input to test, if nothing is wrong with it; else errors show at their fields. */
  ready: () => ConnectionInput | undefined;
  /** As the form is now: what was tested before it changed says nothing any more. */
  input: ConnectionInput | undefined;
}

/** Asks AWS for each namespace before anything is saved. */
export function ConnectionTestRow({ ready, input }: ConnectionTestRowProps) {
  const t = useTranslations('connections.test');
  const errorText = useErrorText();
  const [needsNamespace, setNeedsNamespace] = useState(false);
  const ask = useMutation({ mutationFn: testConnection });
  const start = () => {
    const asked = ready();
    setNeedsNamespace(asked?.namespaces.length === 0);
    if (asked && asked.namespaces.length > 0) ask.mutate(asked);
  };
  const isCurrent = JSON.stringify(ask.variables) === JSON.stringify(input);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <Button onClick={start} busy={ask.isPending}>
          {t('action')}
        </Button>
        <span role="status" className="text-ink-2 text-sm">
          {ask.isPending ? t('busy') : needsNamespace ? t('needsNamespace') : ''}
        </span>
      </div>
      {ask.data && isCurrent && <Findings test={ask.data} />}
      {ask.error && <ErrorState title={t('failed')} {...errorText(ask.error)} />}
    </div>
  );
}

function Findings({ test }: { test: ConnectionTest }) {
  const t = useTranslations('connections');
  return (
    <ul aria-live="polite" className="flex flex-col gap-1 text-sm">
      {test.namespaces.map(({ namespace, awsNamespace, failure }) => (
        <li key={namespace} className="flex items-baseline gap-2">
          <StateMark state={failure ? 'bad' : 'good'} />
          {failure ? (
            <span className="min-w-0">
              {awsNamespace}: {t(`failure.${failure.code}`)}
              <span className="block break-words font-mono text-ink-2 text-xs">{failure.message}</span>
            </span>
          ) : (
            t('test.ok', { name: awsNamespace })
          )}
        </li>
      ))}
    </ul>
  );
}
