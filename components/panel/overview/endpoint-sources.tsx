'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { connectionsQuery, paths } from '@/lib/client';
import type { AwsCloudMapServiceDiscovery } from '@/lib/model';
import { RelativeTime } from '../../ui';
import { Fact } from '../facts';

/** Which connections to AWS bring endpoints of a service, and how old they are where AWS does not answer. */
export function EndpointSources({ discovery }: { discovery: AwsCloudMapServiceDiscovery }) {
  const t = useTranslations('panel');
  const { data } = useQuery(connectionsQuery());
  const sources = (data?.connections ?? []).flatMap(({ id, name, state }) =>
    state.services
      .filter(({ namespace, service }) => namespace === discovery.namespaceName && service === discovery.serviceName)
      .map((watched) => ({ id, name, watched })),
  );
  if (sources.length === 0) return null;
  return (
    <Fact term={t('fact.source')}>
      {sources.map(({ id, name, watched: { answeredAt, failure } }) => (
        <span key={id} className="block">
          <Link href={paths.connections()} className="text-accent hover:underline">
            {t('fromAws', { name })}
          </Link>
          {failure && (
            <span className="block text-attention-ink">
              {answeredAt === undefined ? t('awsNeverAnswered') : t('awsSilentSince')}{' '}
              {answeredAt !== undefined && <RelativeTime at={answeredAt} />}
            </span>
          )}
        </span>
      ))}
    </Fact>
  );
}
