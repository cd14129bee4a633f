'use client';

import { useTranslations } from 'next-intl';
import type { Typed } from '@/lib/graph';
import { Fact, Facts, Section } from '../facts';

export function MeshOverview({ resource }: { resource: Typed<'mesh'> }) {
  const t = useTranslations('panel');
  const common = useTranslations('common');
  const { egressFilter, serviceDiscovery } = resource.spec;
  return (
    <Section title={t('section.facts')}>
      <Facts>
        <Fact term={t('fact.egressFilter')} computed={egressFilter === undefined}>
          {egressFilter?.type ?? 'DROP_ALL'}
        </Fact>
        <Fact term={t('fact.ipPreference')} computed={serviceDiscovery?.ipPreference === undefined}>
          {serviceDiscovery?.ipPreference ?? common('notSet')}
        </Fact>
      </Facts>
    </Section>
  );
}
