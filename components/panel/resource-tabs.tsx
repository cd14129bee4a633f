'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type PageState, proxiesQuery, trafficQuery } from '@/lib/client';
import { refOf, type Typed } from '@/lib/graph';
import { type ApiSnapshot, type Kind, refKey } from '@/lib/model';
import { ResourceForm } from '../forms';
import { type Tab, Tabs } from '../ui';
import { EnvoyTab } from './envoy-tab';
import { HistoryTab } from './history-tab';
import { Overview } from './overview';
import { ProxiesTab } from './proxies-tab';

export interface ResourceTabsProps {
  mesh: string;
  snapshot: ApiSnapshot;
  resource: Typed<Kind>;
  page: PageState;
  go: (next: PageState) => void;
}

/** The tabs of one resource. Which one is open stands in the address. */
export function ResourceTabs({ mesh, snapshot, resource, page, go }: ResourceTabsProps) {
  const t = useTranslations('panel');
  const { data: proxies } = useQuery(proxiesQuery(mesh));
  const { data: traffic } = useQuery(trafficQuery(mesh));
  const ref = refOf(resource);
  const key = refKey(ref);
  const overview = () => go({ select: ref });
  const select = (other: typeof ref) => go({ select: other });
  const tabs: Tab[] = [
    {
      id: 'overview',
      label: t('tabs.overview'),
      content: (
        <Overview
          key={key}
          mesh={mesh}
          snapshot={snapshot}
          resource={resource}
          proxies={proxies}
          traffic={traffic}
          onSelect={select}
          onCreate={(kind, parent) => go({ create: kind, parent })}
        />
      ),
    },
    {
      id: 'configuration',
      label: t('tabs.configuration'),
      content: (
        <ResourceForm
          key={key}
          mesh={mesh}
          kind={resource.kind}
          mode="edit"
          parent={resource.parent}
          initial={{ name: resource.name }}
          focus={page.field}
          onDone={overview}
          onCancel={overview}
        />
      ),
    },
    ...(resource.kind === 'mesh'
      ? []
      : [
          {
            id: 'envoy',
            label: t('tabs.envoy'),
            content: <EnvoyTab key={key} mesh={mesh} snapshot={snapshot} resource={resource} proxies={proxies} />,
          },
        ]),
    ...(resource.kind === 'virtualNode' || resource.kind === 'virtualGateway'
      ? [
          {
            id: 'proxies',
            label: t('tabs.proxies'),
            content: <ProxiesTab key={key} mesh={mesh} resource={resource} proxies={proxies} />,
          },
        ]
      : []),
    {
      id: 'history',
      label: t('tabs.history'),
      content: <HistoryTab key={key} mesh={mesh} resource={resource} />,
    },
  ];
  const open = tabs.find((tab) => tab.id === page.tab)?.id ?? 'overview';
  return (
    <Tabs
      tabs={tabs}
      value={open}
      label={t('tabsLabel', { name: resource.name })}
      onChange={(id) => go({ select: ref, tab: id === 'overview' ? undefined : id })}
      contentClassName="focus-visible:-outline-offset-2"
    />
  );
}
