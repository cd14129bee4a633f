'use client';

import { useTranslations } from 'next-intl';
import { findResource, refOf, resourcesOfKind, type Typed } from '@/lib/graph';
import { type ApiSnapshot, gatewayTargetOf, type ResourceRef, refKey, type Traffic } from '@/lib/model';
import { RecentTraffic } from '../../sparklines';
import { useFigures } from '../../ui';
import { type LinkedResource, ResourceList, Section } from '../facts';
import type { OverviewContext } from './overview';

export function ServiceOverview({
  service,
  mesh,
  snapshot,
  traffic,
  onSelect,
}: OverviewContext & { service: Typed<'virtualService'> }) {
  const t = useTranslations('panel');
  const provider = providerOf(service);
  return (
    <>
      <Section title={t('section.provider')}>
        <ResourceList
          items={provider ? [{ ref: provider, missing: !findResource(snapshot, provider) }] : []}
          empty={t('noProvider')}
          onSelect={onSelect}
        />
      </Section>
      <Section title={t('section.callers')}>
        <ResourceList items={useCallers(service.name, snapshot, traffic)} empty={t('noCallers')} onSelect={onSelect} />
      </Section>
      <div className="px-5 pb-4">
        <RecentTraffic key={service.name} mesh={mesh} subject={refOf(service)} expected={[]} />
      </div>
    </>
  );
}

function providerOf(service: Typed<'virtualService'>): ResourceRef | undefined {
  const { virtualRouter, virtualNode } = service.spec.provider ?? {};
  if (virtualRouter) return { kind: 'virtualRouter', name: virtualRouter.virtualRouterName };
  return virtualNode && { kind: 'virtualNode', name: virtualNode.virtualNodeName };
}

/** Nodes that have the service as a backend and gateway routes that lead to it, with what each calls per second. */
function useCallers(name: string, snapshot: ApiSnapshot, traffic: Traffic | undefined): LinkedResource[] {
  const t = useTranslations('graph.edge');
  const figures = useFigures();
  const note = (caller: ResourceRef) => {
    const seen = traffic?.edges.find(
      (one) => one.virtualService === name && refKey(refOf(one.caller)) === refKey(caller),
    );
    return seen && { note: t('perSecond', { rate: figures.rate(seen.requestsPerSecond) }) };
  };
  const nodes = resourcesOfKind(snapshot, 'virtualNode')
    .filter((node) => (node.spec.backends ?? []).some((one) => one.virtualService?.virtualServiceName === name))
    .map((node) => ({ ref: refOf(node), ...note(refOf(node)) }));
  const gateways = resourcesOfKind(snapshot, 'gatewayRoute')
    .filter((route) => gatewayTargetOf(route.spec)?.virtualService.virtualServiceName === name)
    .map((route) => ({ ref: refOf(route), detail: route.parent }));
  return [...gateways, ...nodes];
}
