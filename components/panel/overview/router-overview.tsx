'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { childrenOf, matchSummary, refOf, resourcesOfKind, type Typed } from '@/lib/graph';
import { compareRoutes } from '@/lib/model';
import { useMayWrite } from '../../layout';
import { Button } from '../../ui';
import { Fact, Facts, ResourceList, Section } from '../facts';
import type { OverviewContext } from './overview';

export function RouterOverview({
  router,
  snapshot,
  onSelect,
  onCreate,
}: OverviewContext & { router: Typed<'virtualRouter'> }) {
  const t = useTranslations('panel');
  const mayWrite = useMayWrite();
  const routes = [...childrenOf(snapshot, 'route', router.name)].sort(compareRoutes);
  const services = resourcesOfKind(snapshot, 'virtualService').filter(
    (service) => service.spec.provider?.virtualRouter?.virtualRouterName === router.name,
  );
  const add = (
    <Button size="sm" disabled={!mayWrite} onClick={() => onCreate('route', router.name)}>
      <Plus aria-hidden="true" size={12} />
      {t('addRoute')}
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
