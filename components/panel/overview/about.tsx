'use client';

import { useTranslations } from 'next-intl';
import type { Typed } from '@/lib/graph';
import type { Kind } from '@/lib/model';
import { Badge, CopyButton, RelativeTime } from '../../ui';
import { Fact, Facts, Section } from '../facts';

/** Who wrote it last and by which door, its version, its ARN, its tags. */
export function About({ resource }: { resource: Typed<Kind> }) {
  const t = useTranslations('panel');
  const door = useTranslations('common.door');
  const { writer, version, createdAt, lastUpdatedAt, arn, tags } = resource;
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
        {tags.length > 0 && (
          <Fact term={t('fact.tags')}>
            <span className="flex flex-wrap gap-1">
              {tags.map((tag) => (
                <Badge key={tag.key} className="max-w-full">
                  <span className="truncate">{tag.value ? `${tag.key}: ${tag.value}` : tag.key}</span>
                </Badge>
              ))}
            </span>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
