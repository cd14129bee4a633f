'use client';

import { useTranslations } from 'next-intl';
import type { ConnectionView, WatchedService } from '@/lib/model';
import { Badge, RelativeTime, Table, Td, Th } from '../ui';

/** Services that are read through a connection; those without an answer first. */
export function ServiceTable({ connection: { namespaces, state } }: { connection: ConnectionView }) {
  const t = useTranslations('connections');
  const names = new Map(namespaces.map(({ namespace, awsNamespace }) => [namespace, awsNamespace]));
  const rank = ({ failure, namespace, service }: WatchedService) => `${failure ? 0 : 1} ${namespace} ${service}`;
  const sorted = [...state.services].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('column.namespace')}</Th>
          <Th>{t('column.service')}</Th>
          <Th className="text-right">{t('column.instances')}</Th>
          <Th>{t('column.answered')}</Th>
          <Th>{t('column.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((watched) => (
          <Row
            key={`${watched.namespace} ${watched.service}`}
            watched={watched}
            awsNamespace={names.get(watched.namespace) ?? watched.namespace}
          />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ watched, awsNamespace }: { watched: WatchedService; awsNamespace: string }) {
  const t = useTranslations('connections');
  const { namespace, service, instances, answeredAt, failure, truncated } = watched;
  return (
    <tr>
      <Td>
        <span className="break-words">{namespace}</span>
        {awsNamespace !== namespace && (
          <span className="block break-words text-ink-2 text-xs">{t('inAws', { name: awsNamespace })}</span>
        )}
      </Td>
      <Td className="break-words font-semibold">{service}</Td>
      <Td className="text-right tabular-nums">
        {answeredAt === undefined ? '–' : instances}
        {truncated && <span className="block text-attention-ink text-xs">{t('truncated')}</span>}
      </Td>
      <Td className="whitespace-nowrap">
        {answeredAt === undefined ? <span className="text-ink-2">{t('never')}</span> : <RelativeTime at={answeredAt} />}
      </Td>
      <Td>
        {failure ? (
          <>
            <Badge tone="attention">{t(`failure.${failure.code}`)}</Badge>
            <span className="mt-0.5 block break-words font-mono text-ink-2 text-xs">{failure.message}</span>
          </>
        ) : answeredAt === undefined ? (
          <Badge tone="accent">{t('status.waiting')}</Badge>
        ) : (
          <Badge tone="good">{t('answers')}</Badge>
        )}
      </Td>
    </tr>
  );
}
