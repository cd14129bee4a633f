'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { addClientAuthority, keys, retireClientAuthority } from '@/lib/client';
import type { ClientAuthority } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState, Field, TextArea } from '../ui';
import { useErrorText } from '../words';

interface QuestionProps {
  title: string;
  lead: string;
  action: string;
  isDanger?: boolean;
  isReady?: boolean;
  write: { mutate(): void; isPending: boolean; error: Error | null };
  onClose: () => void;
  children?: ReactNode;
}

/** What a change of trust means, before it is made. */
function Question({ title, lead, action, isDanger, isReady = true, write, onClose, children }: QuestionProps) {
  const t = useTranslations('credentials.authorities');
  const common = useTranslations('common');
  const errorText = useErrorText();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={lead}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            busy={write.isPending}
            disabled={!isReady}
            onClick={() => write.mutate()}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
      {write.error && <ErrorState title={t('failed')} {...errorText(write.error)} />}
    </Dialog>
  );
}

/** A new authority of our own, beside the ones before. */
export function CreateAuthority({ onClose }: { onClose: () => void }) {
  const t = useTranslations('credentials.authorities');
  const { mutate, isPending, error } = useWrite(keys.credentials, addClientAuthority);
  const write = { isPending, error, mutate: () => mutate({ create: {} }, { onSuccess: onClose }) };
  return (
    <Question title={t('createTitle')} lead={t('createLead')} action={t('create')} write={write} onClose={onClose} />
  );
}

/** Somebody else's authority, to trust. */
export function ImportAuthority({ onClose }: { onClose: () => void }) {
  const t = useTranslations('credentials.authorities');
  const [certificate, setCertificate] = useState('');
  const { mutate, isPending, error } = useWrite(keys.credentials, addClientAuthority);
  const write = { isPending, error, mutate: () => mutate({ import: { certificate } }, { onSuccess: onClose }) };
  return (
    <Question
      title={t('import')}
      lead={t('importLead')}
      action={t('import')}
      isReady={certificate.trim() !== ''}
      write={write}
      onClose={onClose}
    >
      <Field label={t('certificate')} required>
        {(control) => (
          <TextArea {...control} mono rows={8} value={certificate} onChange={(e) => setCertificate(e.target.value)} />
        )}
      </Field>
    </Question>
  );
}

/** The question before an authority is trusted no longer: proxies lose their connection. */
export function RetireAuthority({ authority, onClose }: { authority: ClientAuthority; onClose: () => void }) {
  const t = useTranslations('credentials.authorities');
  const { mutate, isPending, error } = useWrite(keys.credentials, retireClientAuthority);
  const write = { isPending, error, mutate: () => mutate(authority.id, { onSuccess: onClose }) };
  return (
    <Question
      title={t('retireTitle', { name: authority.subject })}
      lead={t('retireLead')}
      action={t('retire')}
      isDanger
      write={write}
      onClose={onClose}
    />
  );
}
