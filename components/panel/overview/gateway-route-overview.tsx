'use client';

import { useTranslations } from 'next-intl';
import { findResource, gatewayRouteBody, type Typed } from '@/lib/graph';
import { type GatewayRouteSpec, gatewayTargetOf, type HttpGatewayRouteRewrite } from '@/lib/model';
import { Fact, Facts, ResourceList, Section } from '../facts';
import { useMatchText } from '../match-text';
import type { OverviewContext } from './overview';

export function GatewayRouteOverview({
  route,
  snapshot,
  onSelect,
}: OverviewContext & { route: Typed<'gatewayRoute'> }) {
  const t = useTranslations('panel');
  const matchText = useMatchText();
  const name = gatewayTargetOf(route.spec)?.virtualService.virtualServiceName;
  const ref = name === undefined ? undefined : { kind: 'virtualService' as const, name };
  const { priority } = route.spec;
  return (
    <>
      <Section title={t('section.target')}>
        <ResourceList
          items={ref ? [{ ref, missing: !findResource(snapshot, ref) }] : []}
          empty={t('never')}
          onSelect={onSelect}
        />
      </Section>
      <Section title={t('section.facts')}>
        <Facts>
          <Fact term={t('fact.match')}>
            {matchText(route.spec).map((text) => (
              <span key={text} className="block">
                {text}
              </span>
            ))}
          </Fact>
          <Fact term={t('fact.priority')} computed={priority === undefined}>
            {priority === undefined ? t('priorityUnset') : t('priorityValue', { priority: String(priority) })}
          </Fact>
          <RewriteFact spec={route.spec} />
        </Facts>
      </Section>
    </>
  );
}

function RewriteFact({ spec }: { spec: GatewayRouteSpec }) {
  const t = useTranslations('panel');
  const rewrite: HttpGatewayRouteRewrite | undefined = gatewayRouteBody(spec)?.body.action.rewrite;
  if (!rewrite) {
    return (
      <Fact term={t('fact.rewrite')} computed>
        {t('rewriteDefault')}
      </Fact>
    );
  }
  return (
    <Fact term={t('fact.rewrite')}>
      <code className="break-all text-xs">{JSON.stringify(rewrite)}</code>
    </Fact>
  );
}
