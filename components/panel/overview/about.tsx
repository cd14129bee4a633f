'use client';

import { useTranslations } from 'next-intl';
import type { Typed } from '@/lib/graph';
import type { Kind } from '@/lib/model';
import { CopyButton, RelativeTime } from '../../ui';
import { Fact, Facts, Section } from '../facts';

/** Who wrote it last and by which door, its version, its ARN. */
export function About({ resource }: { resource: Typed<Kind> }) {
  const t = useTranslations('panel');
  const door = useTranslations('common.door');
  const { writer, version, createdAt, lastUpdatedAt, arn } = resource;
  return (
    <Section title={t('section.about')}>
      <Facts>
        <Fact term={t('fact.writtenBy')}>{t('writer', { who: writer.who, door: door(writer.door) })}</Fact>
        <Fact term={t('fact.updated')}>
          <RelativeTime at={lastUpdatedAt} />
        </Fact>
        <Fact term={t('fact.created')}>
          <RelativeTime at={createdAt} />
        </Fact>
        <Fact term={t('fact.version')}>{version}</Fact>
        <Fact term={t('fact.arn')}>
          <span className="flex items-start gap-1">
            <code className="min-w-0 break-all text-xs">{arn}</code>
            <CopyButton text={arn} className="-my-1" />
          </span>
        </Fact>
      </Facts>
    </Section>
  );
}
