'use client';

import { useTranslations } from 'next-intl';
import { refOf, resourcesOfKind, type Typed } from '@/lib/graph';
import { Fact, Facts, ResourceList, Section } from '../facts';
import type { OverviewContext } from './overview';
import { RoutesSection } from './routes-section';

export function RouterOverview({
  router,
  snapshot,
  onSelect,
  onCreate,
}: OverviewContext & { router: Typed<'virtualRouter'> }) {
  const t = useTranslations('panel');
  const services = resourcesOfKind(snapshot, 'virtualService').filter(
    (service) => service.spec.provider?.virtualRouter?.virtualRouterName === router.name,
  );
  return (
    <>
      <RoutesSection kind="route" parent={router.name} snapshot={snapshot} onSelect={onSelect} onCreate={onCreate} />
      <Section title={t('section.provides')}>
        <ResourceList
          items={services.map((service) => ({ ref: refOf(service) }))}
          empty={t('noProvides')}
          onSelect={onSelect}
        />
      </Section>
      <Section title={t('section.listeners')}>
        <Facts>
          {(router.spec.listeners ?? []).map(({ portMapping: { protocol, port } }) => (
            <Fact key={port} term={t('fact.port')}>
              {protocol} {port}
            </Fact>
          ))}
        </Facts>
      </Section>
    </>
  );
}
