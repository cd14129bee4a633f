'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { bootstrapQuery } from '@/lib/client';
import { BOOTSTRAP_FORMATS, type BootstrapAnswer, type BootstrapFormat, type BootstrapRequest } from '@/lib/model';
import { CodeBlock, ErrorState, Skeleton, Tabs } from '../ui';
import { useErrorText } from '../words';

/** The texts in every form, as the control plane makes them. */
export function BootstrapFiles({ mesh, request }: { mesh: string; request: BootstrapRequest }) {
  const t = useTranslations();
  const explain = useErrorText();
  const [format, setFormat] = useState<string>('envoy.yaml');
  const { data, error, refetch } = useQuery({ ...bootstrapQuery(mesh, request), placeholderData: keepPreviousData });
  if (error) return <ErrorState title={t('errors.title.load')} {...explain(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96" />;
  return (
    <section aria-label={t('connect.files')} className="min-w-0 self-start rounded-lg border bg-card pt-2">
      <Tabs
        label={t('connect.files')}
        value={format}
        onChange={setFormat}
        contentClassName="flex flex-col gap-4 p-5"
        tabs={BOOTSTRAP_FORMATS.map((id) => ({
          id,
          label: t(`connect.format.${FORMAT_KEYS[id]}`),
          content: <Format answer={data} format={id} />,
        }))}
      />
    </section>
  );
}

/** A dot has a meaning of its own in the keys of words. */
const FORMAT_KEYS = { 'envoy.yaml': 'envoy', cli: 'cli', ecs: 'ecs', k8s: 'k8s' } as const satisfies Record<
  BootstrapFormat,
  string
>;

function Format({ answer, format }: { answer: BootstrapAnswer; format: BootstrapFormat }) {
  const t = useTranslations('connect');
  const notes = answer.notes.filter((note) => note.format === undefined || note.format === format);
  return (
    <>
      <p className="text-ink-2">{t(`use.${FORMAT_KEYS[format]}`)}</p>
      {notes.map(({ code }) => (
        <p key={code} className="border-attention border-l-3 pl-3">
          {t(`note.${code}`)}
        </p>
      ))}
      {answer.files
        .filter((file) => file.format === format)
        .map(({ name, text }) => (
          <section key={name} aria-label={name}>
            <h3 className="mb-1 break-all font-mono text-xs">{name}</h3>
            <CodeBlock text={text} copyLabel={t('copy', { name })} className="max-h-128" />
          </section>
        ))}
    </>
  );
}
