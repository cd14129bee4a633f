'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { addCertificate, keys, refusedField } from '@/lib/client';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState } from '../ui';
import { useErrorText } from '../words';
import type { Asking } from './asking';
import { CertificateFields, type FieldErrors } from './certificate-fields';
import { type CertificateForm, type FormErrors, inputOf, type Way } from './certificate-form';
import { displayName } from './naming';

export interface CertificateDialogProps {
  asking: Asking & { way: Way };
  /** Whether the built-in authority issued what is renewed. */
  issuedHere: boolean;
  onClose: () => void;
}

const STANDARD_DAYS = 365;
const FIELDS = ['arn', 'certificate', 'privateKey', 'names', 'days'] as const;

/**
 * Has a certificate or authority held: imported, trusted or issued, anew or under an ARN that is given. What was entered
 * stays when it is refused, with the reason at its field.
 */
export function CertificateDialog({ asking, issuedHere, onClose }: CertificateDialogProps) {
  const { way, certificate, missingArn } = asking;
  const t = useTranslations('certificates');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const formId = useId();
  const keptArn = certificate?.arn ?? missingArn;
  const [form, setForm] = useState<CertificateForm>({
    arn: keptArn ?? '',
    certificate: '',
    privateKey: '',
    names: certificate?.names.join('\n') ?? '',
    days: STANDARD_DAYS,
  });
  const [tried, setTried] = useState(false);
  const save = useWrite(keys.certificates, addCertificate);
  const result = inputOf(way, form);
  const errors = useFieldErrors(way, tried && 'errors' in result ? result.errors : {}, save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('errors' in result) return focusFirstWrong(formId);
    save.mutate(result.input, {
      onSuccess: (held) => {
        toast.success(t(`${way}.done`, { name: displayName(held) }));
        onClose();
      },
    });
  };
  const renews = way === 'issue' && certificate !== undefined;
  const name = certificate ? displayName(certificate) : '';
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={renews ? t('renew.title', { name }) : name === '' ? t(`${way}.title`) : t('replaceTitle', { name })}
      description={renews ? t('renew.lead') : t(`${way}.lead`)}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {renews ? t('renew.action') : t(`${way}.action`)}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3" noValidate>
        {renews && !issuedHere && (
          <p className="text-attention-ink">{t('renew.otherIssuer', { issuer: certificate.issuer })}</p>
        )}
        <CertificateFields
          way={way}
          form={form}
          keptArn={keptArn}
          errors={errors}
          onChange={(part) => {
            setForm((before) => ({ ...before, ...part }));
            if (save.error) save.reset();
          }}
        />
        {save.error && !errors.certificate && !errors.privateKey && (
          <ErrorState title={t(`${way}.failed`)} {...errorText(save.error)} />
        )}
      </form>
    </Dialog>
  );
}

/** What stands at each field: what we found wrong ourselves, else what the control plane did. */
function useFieldErrors(way: Way, wrong: FormErrors, error: unknown): FieldErrors {
  const t = useTranslations('certificates');
  const found: FieldErrors = {};
  for (const field of FIELDS) {
    const code = wrong[field];
    if (code) found[field] = t(`wrong.${code}`);
  }
  for (const field of ['certificate', 'privateKey'] as const) {
    const words = refusedField(error, `${way}.${field}`);
    if (words !== undefined) found[field] ??= t(`refused.${field}`, { words });
  }
  return found;
}

/** Leads to the first field that is wrong, once its error is there. */
function focusFirstWrong(formId: string): void {
  requestAnimationFrame(() => document.getElementById(formId)?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}
