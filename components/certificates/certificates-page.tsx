'use client';

import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { certificatesQuery, paths } from '@/lib/client';
import type { UsedCertificate } from '@/lib/model';
import { Loaded, Page, SettingsTabs, useMayAdminister } from '../layout';
import { Button, EmptyState, HelpMark, PageHeader, Skeleton } from '../ui';
import type { Asking } from './asking';
import { CertificateDialog } from './certificate-dialog';
import { CertificateTable } from './certificate-table';
import { DeleteCertificate } from './delete-certificate';
import { Missing } from './missing';
import { isOwnAuthority } from './naming';

/** Certificates and authorities for TLS between proxies: what is held, until when, for what, and what is missing. */
export function CertificatesPage() {
  const t = useTranslations('certificates');
  const help = useTranslations('help.term.heldCertificate');
  const query = useQuery(certificatesQuery());
  const mayChange = useMayAdminister();
  const [asking, setAsking] = useState<Asking>();
  const onAsk = mayChange ? { onAsk: setAsking } : {};
  const actions = mayChange && query.data && <AddButtons onAsk={setAsking} />;
  return (
    <Page>
      <PageHeader
        title={t('title')}
        help={<HelpMark term={help('name')} href={paths.help('heldCertificate')} />}
        lead={<span className="block max-w-3xl">{t('lead')}</span>}
        actions={
          <>
            <SettingsTabs />
            {query.data && query.data.certificates.length > 0 && actions}
          </>
        }
      />
      {!mayChange && <p className="mb-3 text-ink-2">{t('needsAdministrator')}</p>}
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {({ certificates, missing }) => (
          <>
            <Missing missing={missing} {...onAsk} />
            {certificates.length === 0 ? (
              <EmptyState icon={ShieldCheck} title={t('empty.title')} hint={t('empty.hint')} actions={actions} />
            ) : (
              <CertificateTable certificates={certificates} {...onAsk} />
            )}
          </>
        )}
      </Loaded>
      {asking && (
        <Question asking={asking} held={query.data?.certificates ?? []} onClose={() => setAsking(undefined)} />
      )}
    </Page>
  );
}

function AddButtons({ onAsk }: { onAsk: (asking: Asking) => void }) {
  const t = useTranslations('certificates.action');
  return (
    <>
      <Button onClick={() => onAsk({ way: 'trust' })}>{t('trust')}</Button>
      <Button onClick={() => onAsk({ way: 'issue' })}>{t('issue')}</Button>
      <Button variant="primary" onClick={() => onAsk({ way: 'import' })}>
        {t('import')}
      </Button>
    </>
  );
}

interface QuestionProps {
  asking: Asking;
  held: readonly UsedCertificate[];
  onClose: () => void;
}

function Question({ asking, held, onClose }: QuestionProps) {
  const { way, certificate } = asking;
  if (way !== 'delete') {
    const issuedHere = certificate?.issuer === held.find(isOwnAuthority)?.subject;
    return <CertificateDialog asking={{ ...asking, way }} issuedHere={issuedHere} onClose={onClose} />;
  }
  return certificate ? <DeleteCertificate certificate={certificate} onClose={onClose} /> : null;
}
