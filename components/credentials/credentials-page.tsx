'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, KeyRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { credentialsQuery, paths } from '@/lib/client';
import type { CredentialMade, CredentialView } from '@/lib/model';
import { Loaded, Page, useMayAdminister } from '../layout';
import { Button, EmptyState, PageHeader, Skeleton } from '../ui';
import { Authorities } from './authorities';
import { CredentialTable } from './credential-table';
import { MadeCertificate } from './made-certificate';
import { MadeToken } from './made-token';
import { NewCredential } from './new-credential';
import { RevokeCredential } from './revoke-credential';

/** Every proxy credential of this control plane: who may stand for what. */
export function CredentialsPage({ mesh }: { mesh: string }) {
  const t = useTranslations('credentials');
  const query = useQuery(credentialsQuery());
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<CredentialMade>();
  const [ending, setEnding] = useState<CredentialView>();
  const mayChange = useMayAdminister();
  const add = mayChange && (
    <Button variant="primary" onClick={() => setMaking(true)} disabled={!query.data}>
      {t('add')}
    </Button>
  );
  return (
    <Page>
      <Link href={paths.proxies(mesh)} className="mb-2 flex items-center gap-1 self-start text-accent hover:underline">
        <ArrowLeft aria-hidden="true" size={14} />
        {t('back')}
      </Link>
      <PageHeader
        title={t('title')}
        lead={query.data && t(query.data.required ? 'required' : 'optional')}
        actions={query.data && query.data.credentials.length > 0 ? add : null}
      />
      {!mayChange && <p className="mb-3 text-ink-2">{t('needsAdministrator')}</p>}
      <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
        {({ credentials }) =>
          credentials.length === 0 ? (
            <EmptyState icon={KeyRound} title={t('empty.title')} hint={t('empty.hint')} actions={add} />
          ) : (
            <CredentialTable credentials={credentials} {...(mayChange && { onRevoke: setEnding })} />
          )
        }
      </Loaded>
      <Authorities />
      {making && query.data && (
        <NewCredential mesh={mesh} methods={query.data.methods} onClose={() => setMaking(false)} onMade={setMade} />
      )}
      {made?.token !== undefined && <MadeToken token={made.token} onClose={() => setMade(undefined)} />}
      {made?.certificate !== undefined && (
        <MadeCertificate made={{ ...made, certificate: made.certificate }} onClose={() => setMade(undefined)} />
      )}
      {ending && <RevokeCredential credential={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  );
}
