'use client';

import { useTranslations } from 'next-intl';
import { isKind, matchSummary, type Typed } from '@/lib/graph';
import { gatewayTargetOf, weightedTargetsOf } from '@/lib/model';
import type { Row } from './rows';

/** What matters of a resource, in one line. */
export function Facts({ row }: { row: Row }) {
  return useFacts(row).filter(Boolean).join(' · ');
}

type Part = string | false | undefined;

function useFacts({ resource, endpoints }: Row): Part[] {
  const t = useTranslations('resources.fact');
  if (isKind(resource, 'mesh')) return [t('egress', { type: resource.spec.egressFilter?.type ?? 'DROP_ALL' })];
  if (isKind(resource, 'virtualNode')) {
    const backends = resource.spec.backends?.length ?? 0;
    return [
      listenerText(resource.spec.listeners),
      discoveryText(resource, t('discovery.none')),
      endpoints && t('healthy', { healthy: endpoints.healthy, total: endpoints.total }),
      backends > 0 && t('backends', { count: backends }),
    ];
  }
  if (isKind(resource, 'virtualRouter')) return [listenerText(resource.spec.listeners)];
  if (isKind(resource, 'virtualGateway')) return [listenerText(resource.spec.listeners)];
  if (isKind(resource, 'route')) return [matchSummary(resource.spec), targetText(resource)];
  if (isKind(resource, 'gatewayRoute')) {
    return [t('provider', { name: gatewayTargetOf(resource.spec)?.virtualService.virtualServiceName ?? '–' })];
  }
  const { virtualRouter, virtualNode } = (resource as unknown as Typed<'virtualService'>).spec.provider ?? {};
  const name = virtualRouter?.virtualRouterName ?? virtualNode?.virtualNodeName;
  return [name ? t('provider', { name }) : t('noProvider')];
}

function listenerText(listeners: readonly { portMapping: { port: number; protocol: string } }[] = []): string {
  return listeners.map(({ portMapping: { protocol, port } }) => `${protocol} ${port}`).join(', ');
}

function discoveryText({ spec: { serviceDiscovery } }: Typed<'virtualNode'>, none: string): string {
  const { dns, awsCloudMap } = serviceDiscovery ?? {};
  if (dns) return `DNS ${dns.hostname}`;
  return awsCloudMap ? `Cloud Map ${awsCloudMap.serviceName}.${awsCloudMap.namespaceName}` : none;
}

/** `v1 70, v2 30` */
function targetText(route: Typed<'route'>): string {
  return weightedTargetsOf(route.spec)
    .map((target) => `${target.virtualNode} ${target.weight}`)
    .join(', ');
}
