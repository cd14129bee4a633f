'use client';

import { Download, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CredentialMade } from '@/lib/model';
import { Button, CodeBlock, CopyButton, Dialog, saveBlob } from '../ui';

export interface MadeCertificateProps {
  made: CredentialMade & { certificate: string };
  onClose: () => void;
}

/**
 * An issued client certificate. A key that we made is shown this once only, so the first try to leave without having
 * taken it asks whether that is meant.
 */
export function MadeCertificate({ made: { credential, certificate, privateKey }, onClose }: MadeCertificateProps) {
  const t = useTranslations('credentials.issued');
  const [taken, setTaken] = useState(privateKey === undefined);
  const [warned, setWarned] = useState(false);
  const leave = () => (taken || warned ? onClose() : setWarned(true));
  const file = fileName(credential.name);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && leave()}
      title={privateKey === undefined ? t('titleCertificate') : t('title')}
      description={privateKey === undefined ? t('leadCertificate') : t('lead')}
      footer={
        <Button variant={warned && !taken ? 'danger' : 'primary'} onClick={leave}>
          {warned && !taken ? t('leave') : t('done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {privateKey !== undefined && (
          <Pem label={t('privateKey')} text={privateKey} file={`${file}-key.pem`} onTaken={() => setTaken(true)} />
        )}
        <Pem label={t('certificate')} text={certificate} file={`${file}.pem`} />
        <p className="text-ink-2 text-xs">{t('use')}</p>
        {warned && !taken && (
          <p role="alert" className="flex items-start gap-2 text-bad-ink">
            <TriangleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0" />
            {t('notTaken')}
          </p>
        )}
      </div>
    </Dialog>
  );
}

interface PemProps {
  label: string;
  text: string;
  file: string;
  onTaken?: () => void;
}

function Pem({ label, text, file, onTaken }: PemProps) {
  const t = useTranslations('credentials.issued');
  const common = useTranslations('common');
  return (
    <section aria-label={label} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 className="mr-auto text-ink-2 text-sm">{label}</h3>
        <Button
          size="sm"
          aria-label={t('downloadOne', { label })}
          onClick={() => {
            saveBlob(file, new Blob([text], { type: 'application/x-pem-file' }));
            onTaken?.();
          }}
        >
          <Download aria-hidden="true" size={14} />
          {common('saveFile')}
        </Button>
        <CopyButton text={text} label={t('copyOne', { label })} {...(onTaken && { onCopied: onTaken })} />
      </div>
      <CodeBlock text={text.trim()} />
    </section>
  );
}

/** A file's name that every system takes. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '') || 'proxy';
}
