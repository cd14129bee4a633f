'use client';

import { MoreHorizontal } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { UsedCertificate } from '@/lib/model';
import { absoluteDate, absoluteTime, Badge, CopyButton, IconButton, Menu, MenuItem, Table, Td, Th } from '../ui';
import type { Asking } from './asking';
import { EndsIn } from './ends-in';
import { displayName, isOwnAuthority } from './naming';
import { Uses } from './uses';

export interface CertificateTableProps {
  /** What ends first comes first. */
  certificates: readonly UsedCertificate[];
  /** Absent for whoever may only look. */
  onAsk?: (asking: Asking) => void;
}

/** Everything that is held, with how long it is good and what uses it. */
export function CertificateTable({ certificates, onAsk }: CertificateTableProps) {
  const t = useTranslations('certificates.column');
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('what')}</Th>
          <Th>{t('valid')}</Th>
          <Th>{t('uses')}</Th>
          {onAsk && (
            <Th>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate) => (
          <tr key={certificate.arn} className="align-top">
            <Td>
              <What certificate={certificate} />
            </Td>
            <Td className="whitespace-nowrap">
              <EndsIn at={certificate.notAfter} />
              <Span certificate={certificate} />
            </Td>
            <Td className="min-w-40">
              <UsedBy certificate={certificate} />
            </Td>
            {onAsk && (
              <Td className="w-10 text-right">
                <Actions certificate={certificate} onAsk={onAsk} />
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function What({ certificate }: { certificate: UsedCertificate }) {
  const t = useTranslations('certificates');
  const { arn, kind, names, subject, issuer } = certificate;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-all font-semibold">
          {kind === 'certificate' && names.length > 0 ? names.join(', ') : subject}
        </span>
        <Badge>{t(`kind.${kind}`)}</Badge>
        {isOwnAuthority(certificate) && <Badge tone="accent">{t('own')}</Badge>}
      </span>
      <Arn arn={arn} name={displayName(certificate)} />
      <span className="block break-all text-ink-2 text-xs">
        {issuer === subject ? t('selfIssued') : t('issuer', { issuer })}
      </span>
    </>
  );
}

/** An ARN on as many lines as it needs, and a button that copies it. */
export function Arn({ arn, name }: { arn: string; name: string }) {
  const t = useTranslations('certificates');
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 break-all font-mono text-ink-2 text-xs">{arn}</code>
      <CopyButton text={arn} label={t('copyArn', { name })} className="shrink-0" />
    </span>
  );
}

/** Begin and end as dates; the moments on hover. */
function Span({ certificate: { notBefore, notAfter } }: { certificate: UsedCertificate }) {
  const t = useTranslations('certificates');
  const locale = useLocale();
  const [now] = useState(() => Date.now());
  const date = (at: number, words: 'from' | 'until') => (
    <span className="block" title={absoluteTime(at, locale)} suppressHydrationWarning>
      {t(words, { time: absoluteDate(at, locale) })}
    </span>
  );
  return (
    <span className="mt-0.5 block text-ink-2 text-xs">
      {notBefore > now && <Badge tone="attention">{t('notYet')}</Badge>}
      {date(notBefore, 'from')}
      {date(notAfter, 'until')}
    </span>
  );
}

function UsedBy({ certificate: { uses } }: { certificate: UsedCertificate }) {
  const t = useTranslations('certificates');
  return uses.length === 0 ? <span className="text-ink-2">{t('unused')}</span> : <Uses uses={uses} />;
}

function Actions({ certificate, onAsk }: { certificate: UsedCertificate; onAsk: (asking: Asking) => void }) {
  const t = useTranslations('certificates');
  const isCertificate = certificate.kind === 'certificate';
  const ask = (way: Asking['way']) => () => onAsk({ way, certificate });
  return (
    <Menu trigger={<IconButton icon={MoreHorizontal} label={t('actionsOf', { name: displayName(certificate) })} />}>
      {isCertificate && <MenuItem onSelect={ask('issue')}>{t('action.renew')}</MenuItem>}
      {isCertificate && <MenuItem onSelect={ask('import')}>{t('action.replace')}</MenuItem>}
      {!isCertificate && !isOwnAuthority(certificate) && (
        <MenuItem onSelect={ask('trust')}>{t('action.replaceTrust')}</MenuItem>
      )}
      <MenuItem danger onSelect={ask('delete')}>
        {t('action.delete')}
      </MenuItem>
    </Menu>
  );
}
