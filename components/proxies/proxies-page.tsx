'use client';

import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ProxiesState, paths, proxiesQuery } from '@/lib/client';
import type { ApiProxy } from '@/lib/model';
import { Loaded, Page, useAddress, visit } from '../layout';
import { Button, CopyButton, EmptyState, HelpMark, Input, PageHeader, Skeleton } from '../ui';
import { groupProxies, matchesSearch } from './group';
import { LatestReceipt } from './latest-receipt';
import { ProxyTable } from './proxy-table';
import { RefusedConnections } from './refused-connections';

/** The Envoys of a mesh. Filter and the open proxy live in the address. */
export function ProxiesPage({ mesh }: { mesh: string }) {
  const t = useTranslations('proxies');
  const query = useQuery(proxiesQuery(mesh));
  const page = pageOf(new URL(useAddress(), 'http://console').searchParams);
  const { search = '' } = page;
  const go = (next: ProxiesState) => visit(paths.proxies(mesh, next), 'replace');
  return (
    <Page>
      <PageHeader
        title={t('title')}
        help={<HelpMark term={t('title')} href={paths.help('proxy')} />}
        lead={query.data && query.data.length > 0 && <Lead mesh={mesh} proxies={query.data} />}
        actions={
          query.data && query.data.length > 0 ? (
            <>
              <Input
                type="search"
                aria-label={t('search')}
                placeholder={t('search')}
                value={search}
                onChange={(event) => go({ ...page, search: event.target.value })}
                className="w-64"
              />
              <CredentialsLink mesh={mesh} />
              <ConnectLink mesh={mesh} />
            </>
          ) : null
        }
      />
      <Loaded query={query} skeleton={<Waiting />}>
        {(proxies) => {
          if (proxies.length === 0) return <NoProxy mesh={mesh} />;
          const groups = groupProxies(proxies.filter((proxy) => matchesSearch(proxy, search)));
          if (groups.length === 0) return <p className="text-ink-2">{t('noMatch', { search })}</p>;
          return <ProxyTable mesh={mesh} groups={groups} page={page} go={go} />;
        }}
      </Loaded>
      <RefusedConnections mesh={mesh} />
    </Page>
  );
}

function pageOf(params: URLSearchParams): ProxiesState {
  const text = (name: string) => params.get(name) ?? undefined;
  const differences = params.get('differences') === '1' || undefined;
  return { search: text('search'), proxy: text('proxy'), find: text('find'), type: text('type'), differences };
}

function Lead({ mesh, proxies }: { mesh: string; proxies: readonly ApiProxy[] }) {
  const t = useTranslations('proxies');
  const distinct = (kind: string) =>
    new Set(proxies.filter((p) => p.resource.kind === kind).map((p) => p.resource.name)).size;
  return (
    <>
      {t('lead', { count: proxies.length, nodes: distinct('virtualNode'), gateways: distinct('virtualGateway') })}
      <LatestReceipt mesh={mesh} />
    </>
  );
}

function ConnectLink({ mesh }: { mesh: string }) {
  const t = useTranslations('connect');
  return (
    <Button asChild>
      <Link href={paths.connect(mesh)}>{t('title')}</Link>
    </Button>
  );
}

function CredentialsLink({ mesh }: { mesh: string }) {
  const t = useTranslations('credentials');
  return (
    <Button asChild>
      <Link href={paths.credentials(mesh)}>{t('open')}</Link>
    </Button>
  );
}

function NoProxy({ mesh }: { mesh: string }) {
  const t = useTranslations('proxies.empty');
  const nodeId = `mesh/${mesh}/virtualNode/…`;
  return (
    <EmptyState
      icon={Server}
      title={t('title')}
      hint={t('hint', { mesh })}
      actions={
        <>
          <ConnectLink mesh={mesh} />
          <CredentialsLink mesh={mesh} />
          <span className="flex items-center gap-1 rounded-md border bg-card pr-1 pl-3 font-mono text-xs">
            {nodeId}
            <CopyButton text={nodeId} />
          </span>
        </>
      }
    />
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-card p-3.5">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <Skeleton key={row} className="h-7" />
      ))}
    </div>
  );
}
