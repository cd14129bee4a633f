'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { refusedConnectionsQuery } from '@/lib/client';
import type { RefusedConnection, TurnedAway } from '@/lib/model';
import { Badge, RelativeTime, Table, Td, Th, useFigures } from '../ui';

/** Proxies that were not let in: who, what they claimed, why and when. Nothing where there was none. */
export function RefusedConnections({ mesh }: { mesh: string }) {
  const { data } = useQuery(refusedConnectionsQuery(mesh));
  if (!data) return null;
  return (
    <>
      {data.refused.length > 0 && <Refused entries={data.refused} />}
      {data.turnedAway.length > 0 && <TurnedAwayCounts entries={data.turnedAway} />}
    </>
  );
}

function Refused({ entries }: { entries: readonly RefusedConnection[] }) {
  const t = useTranslations('credentials.refused');
  return (
    <Section title={t('title')} lead={t('lead')} columns={[t('who'), t('claimed'), t('why'), t('when')]}>
      {entries.map((entry) => (
        <Row key={`${entry.peer} ${entry.claimed} ${entry.shown} ${entry.reason}`} entry={entry} />
      ))}
    </Section>
  );
}

interface SectionProps {
  title: string;
  lead: string;
  columns: readonly string[];
  children: ReactNode;
}

function Section({ title, lead, columns, children }: SectionProps) {
  return (
    <section className="mt-6 flex flex-col gap-2" aria-label={title}>
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="text-ink-2">{lead}</p>
      <Table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Th key={column}>{column}</Th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </Table>
    </section>
  );
}

function Row({ entry: { peer, claimed, shown, reason, code, message, lastAt, count } }: { entry: RefusedConnection }) {
  const t = useTranslations('credentials.refused');
  return (
    <tr>
      <Td>
        <code className="font-mono text-xs">{peer}</code>
        <span className="block break-all text-ink-2 text-xs">{shown || t('nothingShown')}</span>
      </Td>
      <Td>
        <code className="break-all font-mono text-xs">{claimed}</code>
      </Td>
      <Td>
        <span className="flex flex-wrap items-center gap-2">
          {t(`reason.${reason}`)}
          <Badge>gRPC {code}</Badge>
        </span>
        <span className="block break-words text-ink-2 text-xs">{message}</span>
      </Td>
      <Td className="whitespace-nowrap">
        <RelativeTime at={lastAt} />
        {count > 1 && <span className="block text-ink-2 text-xs">{t('count', { count })}</span>}
      </Td>
    </tr>
  );
}

/** Connections that did not get as far as saying who they are: counts only. */
function TurnedAwayCounts({ entries }: { entries: readonly TurnedAway[] }) {
  const t = useTranslations('credentials.refused.turnedAway');
  const { count: counted } = useFigures();
  const shared = useTranslations('credentials.refused');
  return (
    <Section title={t('title')} lead={t('lead')} columns={[shared('why'), t('count'), t('lastPeer'), shared('when')]}>
      {entries.map(({ reason, count, lastPeer, lastAt }) => (
        <tr key={reason}>
          <Td>{t(`reason.${reason}`)}</Td>
          <Td>{counted(count)}</Td>
          <Td>
            <code className="font-mono text-xs">{lastPeer}</code>
          </Td>
          <Td className="whitespace-nowrap">
            <RelativeTime at={lastAt} />
          </Td>
        </tr>
      ))}
    </Section>
  );
}
