'use client';

import { useTranslations } from 'next-intl';
import { findResource, refOf, resourcesOfKind, sharesOf, type Typed } from '@/lib/graph';
import { type ApiSnapshot, refKey, type Traffic, type VirtualNodeSpec, weightedTargetsOf } from '@/lib/model';
import { RecentTraffic } from '../../sparklines';
import { cn, useFigures } from '../../ui';
import { Fact, Facts, type LinkedResource, ResourceList, Section } from '../facts';
import { ProxySummary } from '../proxy-summary';
import { EndpointSources } from './endpoint-sources';
import { ListenerFacts } from './listener-facts';
import type { OverviewContext } from './overview';

export function NodeOverview({
  node,
  mesh,
  snapshot,
  proxies,
  traffic,
  onSelect,
}: OverviewContext & { node: Typed<'virtualNode'> }) {
  const t = useTranslations('panel');
  const log = node.spec.logging?.accessLog?.file?.path;
  return (
    <>
      <Section title={t('section.listeners')}>
        <ListenerFacts listeners={node.spec.listeners ?? []} empty={t('never')} />
      </Section>
      <Section title={t('section.discovery')}>
        <DiscoveryFacts spec={node.spec} snapshot={snapshot} name={node.name} />
      </Section>
      <Section title={t('section.backends')}>
        <ResourceList items={useBackends(node, snapshot, traffic)} empty={t('noBackends')} onSelect={onSelect} />
      </Section>
      <div className="px-5 pb-4">
        <RecentTraffic
          key={node.name}
          mesh={mesh}
          subject={refOf(node)}
          expected={(node.spec.backends ?? []).flatMap(({ virtualService }) =>
            virtualService ? [{ name: virtualService.virtualServiceName }] : [],
          )}
        />
      </div>
      <Section title={t('section.targetOf')}>
        <ResourceList items={useSources(node.name, snapshot)} empty={t('noTargetOf')} onSelect={onSelect} />
      </Section>
      <Section title={t('section.proxies')}>
        <ProxySummary subject={refOf(node)} proxies={proxies} />
      </Section>
      {log && (
        <Section title={t('fact.accessLog')}>
          <code className="break-all text-xs">{log}</code>
        </Section>
      )}
    </>
  );
}

function DiscoveryFacts({ spec, snapshot, name }: { spec: VirtualNodeSpec; snapshot: ApiSnapshot; name: string }) {
  const t = useTranslations('panel');
  const figures = useFigures();
  const { awsCloudMap, dns } = spec.serviceDiscovery ?? {};
  if (!awsCloudMap && !dns) return <p className="text-ink-2">{t('noDiscovery')}</p>;
  const known = snapshot.endpoints.find((one) => one.virtualNode === name);
  return (
    <Facts>
      {awsCloudMap && (
        <>
          <Fact term={t('fact.cloudMap')}>
            {awsCloudMap.serviceName}.{awsCloudMap.namespaceName}
          </Fact>
          {(awsCloudMap.attributes ?? []).length > 0 && (
            <Fact term={t('fact.attributes')}>
              {awsCloudMap.attributes?.map((pair) => (
                <code key={pair.key} className="block break-all text-xs">
                  {pair.key} = {pair.value}
                </code>
              ))}
            </Fact>
          )}
        </>
      )}
      {dns && (
        <>
          <Fact term={t('fact.dns')}>{dns.hostname}</Fact>
          <Fact term={t('fact.responseType')} computed={dns.responseType === undefined}>
            {dns.responseType ?? 'LOADBALANCER'}
          </Fact>
        </>
      )}
      <Fact term={t('fact.endpoints')}>
        {known ? (
          <span className={cn(known.healthy === 0 && 'font-semibold text-bad-ink')}>
            {t('healthyOf', { healthy: figures.count(known.healthy), total: figures.count(known.total) })}
          </span>
        ) : (
          <span className="text-ink-2">{t('endpointsNotKnown')}</span>
        )}
      </Fact>
      {awsCloudMap && <EndpointSources discovery={awsCloudMap} />}
    </Facts>
  );
}

/** Services that the node may call, with what it calls them per second where that is known. */
function useBackends(
  node: Typed<'virtualNode'>,
  snapshot: ApiSnapshot,
  traffic: Traffic | undefined,
): LinkedResource[] {
  const t = useTranslations('graph.edge');
  const figures = useFigures();
  const caller = refKey(refOf(node));
  return (node.spec.backends ?? []).flatMap(({ virtualService }) => {
    if (!virtualService) return [];
    const ref = { kind: 'virtualService' as const, name: virtualService.virtualServiceName };
    const seen = traffic?.edges.find((one) => refKey(one.caller) === caller && one.virtualService === ref.name);
    return [
      {
        ref,
        missing: !findResource(snapshot, ref),
        ...(seen && { note: t('perSecond', { rate: figures.rate(seen.requestsPerSecond) }) }),
      },
    ];
  });
}

/** Routes that send requests to a node, with its share, and services that it provides by itself. */
function useSources(name: string, snapshot: ApiSnapshot): LinkedResource[] {
  const figures = useFigures();
  const routes = resourcesOfKind(snapshot, 'route').flatMap((route): LinkedResource[] => {
    const targets = weightedTargetsOf(route.spec);
    const shares = sharesOf(targets.map((target) => target.weight));
    const share = targets.reduce((sum, one, i) => sum + (one.virtualNode === name ? (shares?.[i] ?? 0) : 0), 0);
    if (!targets.some((target) => target.virtualNode === name)) return [];
    return [{ ref: refOf(route), detail: route.parent, note: shares ? figures.percent(share) : '503' }];
  });
  const services = resourcesOfKind(snapshot, 'virtualService')
    .filter((service) => service.spec.provider?.virtualNode?.virtualNodeName === name)
    .map((service): LinkedResource => ({ ref: refOf(service) }));
  return [...services, ...routes];
}
