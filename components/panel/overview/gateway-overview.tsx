'use client';

import { useTranslations } from 'next-intl';
import { refOf, type Typed } from '@/lib/graph';
import { RecentTraffic } from '../../sparklines';
import { Section } from '../facts';
import { ProxySummary } from '../proxy-summary';
import { ListenerFacts } from './listener-facts';
import type { OverviewContext } from './overview';
import { RoutesSection } from './routes-section';

export function GatewayOverview({
  gateway,
  mesh,
  snapshot,
  proxies,
  onSelect,
  onCreate,
}: OverviewContext & { gateway: Typed<'virtualGateway'> }) {
  const t = useTranslations('panel');
  return (
    <>
      <RoutesSection
        kind="gatewayRoute"
        parent={gateway.name}
        snapshot={snapshot}
        onSelect={onSelect}
        onCreate={onCreate}
      />
      <div className="px-5 pb-4">
        <RecentTraffic key={gateway.name} mesh={mesh} subject={refOf(gateway)} expected={[]} />
      </div>
      <Section title={t('section.listeners')}>
        <ListenerFacts
          listeners={gateway.spec.listeners.map(({ portMapping, tls }) => ({ portMapping, ...(tls && { tls }) }))}
          empty={t('never')}
          ofGateway
        />
      </Section>
      <Section title={t('section.proxies')}>
        <ProxySummary subject={refOf(gateway)} proxies={proxies} />
      </Section>
    </>
  );
}
