'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { clientAuthoritiesQuery } from '@/lib/client';
import type { ClientAuthority } from '@/lib/model';
import { EndsIn } from '../certificates';
import { Loaded, useMayAdminister } from '../layout';
import { absoluteTime, Badge, Button, Skeleton, Table, Td, Th } from '../ui';
import { CreateAuthority, ImportAuthority, RetireAuthority } from './change-authority';

const TONES = { issuing: 'good', trusted: 'attention', imported: 'neutral' } as const;

/** Authorities whose client certificates proxies may show: which issues, and how long each is good. */
export function Authorities() {
  const t = useTranslations('credentials.authorities');
  const query = useQuery(clientAuthoritiesQuery());
  const mayChange = useMayAdminister();
  const [asking, setAsking] = useState<'create' | 'import' | ClientAuthority>();
  const close = () => setAsking(undefined);
  return (
    <section className="mt-6 flex flex-col gap-2" aria-label={t('title')}>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto font-semibold text-lg">{t('title')}</h2>
        {mayChange && (
          <>
            <Button onClick={() => setAsking('import')}>{t('import')}</Button>
            <Button onClick={() => setAsking('create')}>{t('create')}</Button>
          </>
        )}
      </div>
      <p className="text-ink-2">{t('lead')}</p>
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {(authorities) =>
          authorities.length === 0 ? (
            <p className="text-ink-2">{t('none')}</p>
          ) : (
            <List authorities={authorities} {...(mayChange && { onRetire: setAsking })} />
          )
        }
      </Loaded>
      {asking === 'create' && <CreateAuthority onClose={close} />}
      {asking === 'import' && <ImportAuthority onClose={close} />}
      {typeof asking === 'object' && <RetireAuthority authority={asking} onClose={close} />}
    </section>
  );
}

interface ListProps {
  authorities: readonly ClientAuthority[];
  /** Absent for whoever may not retire one. */
  onRetire?: (authority: ClientAuthority) => void;
}

function List({ authorities, onRetire }: ListProps) {
  const t = useTranslations('credentials.authorities');
  const actions = useTranslations('credentials.column');
  const locale = useLocale();
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('subject')}</Th>
          <Th>{t('stateTitle')}</Th>
          <Th>{t('ends')}</Th>
          <Th>
            <span className="sr-only">{actions('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {authorities.map((authority) => (
          <tr key={authority.id}>
            <Td className="break-all font-mono text-xs">{authority.subject}</Td>
            <Td>
              <Badge tone={TONES[authority.state]}>{t(`state.${authority.state}`)}</Badge>
            </Td>
            <Td>
              <EndsIn at={authority.notAfter} />
              <span className="block text-ink-2 text-xs">{absoluteTime(authority.notAfter, locale)}</span>
            </Td>
            <Td className="text-right">
              {onRetire && (
                <Button
                  size="sm"
                  onClick={() => onRetire(authority)}
                  aria-label={t('retireOne', { name: authority.subject })}
                >
                  {t('retire')}
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
