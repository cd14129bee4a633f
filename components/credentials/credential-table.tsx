'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type CredentialView, isIssuedHere } from '@/lib/model';
import { absoluteTime, Badge, Button, RelativeTime, Table, Td, Th } from '../ui';

export interface CredentialTableProps {
  credentials: readonly CredentialView[];
  /** Absent for whoever may not end one. */
  onRevoke?: (credential: CredentialView) => void;
}

const TONES = { active: 'good', expired: 'attention', revoked: 'bad' } as const;

/** Credentials, newest first; ended ones stay, so that one sees what was. */
export function CredentialTable({ credentials, onRevoke }: CredentialTableProps) {
  const t = useTranslations('credentials');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('column.name')}</Th>
          <Th>{t('column.method')}</Th>
          <Th>{t('column.resources')}</Th>
          <Th>{t('column.state')}</Th>
          <Th>{t('column.used')}</Th>
          <Th>
            <span className="sr-only">{t('column.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {credentials.map((credential) => (
          <Row key={credential.id} credential={credential} {...(onRevoke && { onRevoke })} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ credential, onRevoke }: { credential: CredentialView } & Pick<CredentialTableProps, 'onRevoke'>) {
  const t = useTranslations('credentials');
  const { name, method, subject, resources, state } = credential;
  return (
    <tr>
      <Td className="font-semibold">{name}</Td>
      <Td>
        {t(`method.${method}`)}
        {isIssuedHere(subject) ? (
          <span title={subject} className="block text-ink-2 text-xs">
            {t('issuedHere')}
          </span>
        ) : (
          subject && <code className="block break-all font-mono text-ink-2 text-xs">{subject}</code>
        )}
      </Td>
      <Td>
        {resources.map((pattern) => (
          <code key={pattern} className="block break-all font-mono text-xs">
            {pattern}
          </code>
        ))}
      </Td>
      <Td className="whitespace-nowrap">
        <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
        <EndsAt credential={credential} />
      </Td>
      <Td className="whitespace-nowrap">
        {credential.lastUsedAt === undefined ? (
          <span className="text-ink-2">{t('neverUsed')}</span>
        ) : (
          <>
            <RelativeTime at={credential.lastUsedAt} />
            <span className="block font-mono text-ink-2 text-xs">{credential.lastUsedFrom}</span>
          </>
        )}
      </Td>
      <Td className="text-right">
        {onRevoke && state === 'active' && (
          <Button size="sm" onClick={() => onRevoke(credential)} aria-label={t('revokeOne', { name })}>
            {t('revoke.action')}
          </Button>
        )}
      </Td>
    </tr>
  );
}

function EndsAt({ credential: { state, expiresAt, revokedBy } }: { credential: CredentialView }) {
  const t = useTranslations('credentials');
  const locale = useLocale();
  const words =
    state === 'revoked'
      ? t('revokedBy', { who: revokedBy ?? '' })
      : expiresAt === undefined
        ? t('noEnd')
        : t('until', { time: absoluteTime(expiresAt, locale) });
  return <span className="block text-ink-2 text-xs">{words}</span>;
}
