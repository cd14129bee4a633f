'use client';

import { useTranslations } from 'next-intl';
import type { Typed } from '@/lib/graph';
import { Fact, Facts, Section } from '../facts';
import { ProductionSetting } from './production-setting';

export function MeshOverview({ mesh, resource }: { mesh: string; resource: Typed<'mesh'> }) {
  const t = useTranslations('panel');
  const common = useTranslations('common');
  const { egressFilter, serviceDiscovery } = resource.spec;
  return (
    <>
      <ProductionSetting mesh={mesh} />
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
    </>
  );
}
