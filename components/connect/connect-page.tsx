'use client';

import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { parseRef, paths, snapshotQuery } from '@/lib/client';
import { type ApiResource, type ApiSnapshot, refKey } from '@/lib/model';
import { Loaded, Page, useAddress, visit } from '../layout';
import { EmptyState, Field, HelpMark, PageHeader, Select, Skeleton } from '../ui';
import { BootstrapFiles } from './bootstrap-files';
import { ConnectForm } from './connect-form';
import { EMPTY_ANSWERS, requestOf } from './question';

const PROXY_KINDS = ['virtualNode', 'virtualGateway'] as const;

/** Pick a node or gateway, say where its proxy will run, and take what starts it. */
export function ConnectPage({ mesh }: { mesh: string }) {
  const t = useTranslations('connect');
  const query = useQuery(snapshotQuery(mesh));
  return (
    <Page>
      <PageHeader
        title={t('title')}
        help={<HelpMark term={t('proxy')} href={paths.help('proxy')} />}
        lead={t('lead')}
      />
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {(snapshot) => <Connect mesh={mesh} snapshot={snapshot} />}
      </Loaded>
    </Page>
  );
}

function Connect({ mesh, snapshot }: { mesh: string; snapshot: ApiSnapshot }) {
  const t = useTranslations();
  const address = useAddress();
  const [answers, setAnswers] = useState(EMPTY_ANSWERS);
  const choices = snapshot.resources.filter(({ kind }) => PROXY_KINDS.some((known) => known === kind));
  const wanted = parseRef(new URL(address, 'http://console').searchParams.get('select'), PROXY_KINDS);
  const resource: ApiResource | undefined =
    choices.find((one) => wanted && refKey(one) === refKey(wanted)) ?? choices[0];
  if (!resource) {
    return <EmptyState icon={Server} title={t('connect.empty.title')} hint={t('connect.empty.hint')} />;
  }
  const made = requestOf(resource, answers);
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(260px,1fr)_minmax(0,2fr)]">
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <Field label={t('connect.resource')} hint={t('connect.resourceHint')}>
          {(control) => (
            <Select
              {...control}
              value={refKey(resource)}
              onChange={(key) => {
                const chosen = choices.find((one) => refKey(one) === key);
                if (chosen) visit(paths.connect(mesh, { kind: chosen.kind, name: chosen.name }), 'replace');
              }}
              options={choices.map((one) => ({
                value: refKey(one),
                label: one.name,
                hint: t(`kinds.one.${one.kind}`),
              }))}
            />
          )}
        </Field>
        <ConnectForm
          resource={resource}
          answers={answers}
          wrong={'wrong' in made ? made.wrong : []}
          onChange={(change) => setAnswers((before) => ({ ...before, ...change }))}
        />
      </form>
      {'request' in made ? (
        <BootstrapFiles mesh={mesh} request={made.request} />
      ) : (
        <p className="text-ink-2">{t('connect.mend')}</p>
      )}
    </div>
  );
}
