'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { childrenOf, matchSummary, refOf } from '@/lib/graph';
import { compareRoutes } from '@/lib/model';
import { useMayWrite } from '../../layout';
import { Button } from '../../ui';
import { ResourceList, Section } from '../facts';
import type { OverviewContext } from './overview';

const ADD = { route: 'addRoute', gatewayRoute: 'addGatewayRoute' } as const;

/** Routes of a virtual router or gateway routes of a virtual gateway, in the order in which they are tried. */
export function RoutesSection({
  kind,
  parent,
  snapshot,
  onSelect,
  onCreate,
}: Pick<OverviewContext, 'snapshot' | 'onSelect' | 'onCreate'> & { kind: keyof typeof ADD; parent: string }) {
  const t = useTranslations('panel');
  const mayWrite = useMayWrite();
  const routes = [...childrenOf(snapshot, kind, parent)].sort(compareRoutes);
  const add = (
    <Button size="sm" disabled={!mayWrite} onClick={() => onCreate(kind, parent)}>
      <Plus aria-hidden="true" size={12} />
      {t(ADD[kind])}
    </Button>
  );
  return (
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
  );
}
