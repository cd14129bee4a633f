'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { childrenOf, matchSummary, refOf, type Typed } from '@/lib/graph';
import { compareRoutes } from '@/lib/model';
import { useMayWrite } from '../../layout';
import { Button } from '../../ui';
import { ResourceList, Section } from '../facts';
import { ProxySummary } from '../proxy-summary';
import { ListenerFacts } from './listener-facts';
import type { OverviewContext } from './overview';

export function GatewayOverview({
  gateway,
  snapshot,
  proxies,
  onSelect,
  onCreate,
}: OverviewContext & { gateway: Typed<'virtualGateway'> }) {
  const t = useTranslations('panel');
  const mayWrite = useMayWrite();
  const routes = [...childrenOf(snapshot, 'gatewayRoute', gateway.name)].sort(compareRoutes);
  const add = (
    <Button size="sm" disabled={!mayWrite} onClick={() => onCreate('gatewayRoute', gateway.name)}>
      <Plus aria-hidden="true" size={12} />
      {t('addGatewayRoute')}
    </Button>
  );
  return (
    <>
      <Section title={t('section.routes')} action={add}>
        <ResourceList
          items={routes.map((route, index) => ({
            ref: refOf(route),
            detail: <code>{`${index + 1}  ${matchSummary(route.spec)}`}</code>,
          }))}
          empty={t('noRoutes')}
          onSelect={onSelect}
        />
      </Section>
      <Section title={t('section.listeners')}>
        <ListenerFacts
          listeners={gateway.spec.listeners.map(({ portMapping, healthCheck }) => ({
            portMapping,
            ...(healthCheck && { healthCheck }),
          }))}
          empty={t('never')}
        />
      </Section>
      <Section title={t('section.proxies')}>
        <ProxySummary subject={refOf(gateway)} proxies={proxies} />
      </Section>
    </>
  );
}
