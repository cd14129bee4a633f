'use client';

import { useTranslations } from 'next-intl';
import { Field, Input, NumberField, TextArea, TextFileArea } from '../ui';
import type { CertificateForm, Way } from './certificate-form';

/** Sentences by field. */
export type FieldErrors = Partial<Record<keyof CertificateForm, string>>;

export interface CertificateFieldsProps {
  way: Way;
  form: CertificateForm;
  /** The ARN that is given and stays. */
  keptArn: string | undefined;
  errors: FieldErrors;
  onChange: (part: Partial<CertificateForm>) => void;
}

/** Files of PEM are a few KiB; the control plane takes 64. */
const MOST_BYTES = 65_536;

/** The fields that a way to have something held asks for. */
export function CertificateFields(props: CertificateFieldsProps) {
  const { way, keptArn } = props;
  return (
    <>
      {keptArn !== undefined && <KeptArn arn={keptArn} />}
      {way === 'issue' ? <IssueFields {...props} /> : <PemFields {...props} />}
      {keptArn === undefined && <ArnField {...props} />}
    </>
  );
}

function KeptArn({ arn }: { arn: string }) {
  const t = useTranslations('certificates.field');
  return (
    <p className="text-ink-2">
      {t('arnKept')} <code className="break-all font-mono text-xs">{arn}</code>
    </p>
  );
}

function PemFields({ way, form, errors, onChange }: CertificateFieldsProps) {
  const t = useTranslations('certificates.field');
  const label = way === 'trust' ? t('authority') : t('certificate');
  return (
    <>
      <Field
        label={label}
        hint={way === 'import' ? t('certificateHint') : undefined}
        error={errors.certificate}
        required
      >
        {(control) => (
          <TextFileArea
            control={control}
            label={label}
            autoFocus
            rows={6}
            mostBytes={MOST_BYTES}
            value={form.certificate}
            onChange={(certificate) => onChange({ certificate })}
          />
        )}
      </Field>
      {way === 'import' && (
        <Field label={t('privateKey')} hint={t('privateKeyHint')} error={errors.privateKey} required>
          {(control) => (
            <TextFileArea
              control={control}
              label={t('privateKey')}
              rows={4}
              mostBytes={MOST_BYTES}
              value={form.privateKey}
              onChange={(privateKey) => onChange({ privateKey })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function IssueFields({ form, errors, onChange }: CertificateFieldsProps) {
  const t = useTranslations('certificates.field');
  return (
    <>
      <Field label={t('names')} hint={t('namesHint')} error={errors.names} required>
        {(control) => (
          <TextArea
            {...control}
            mono
            autoFocus
            rows={3}
            value={form.names}
            onChange={(event) => onChange({ names: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('days')} error={errors.days} className="max-w-40" required>
        {(control) => <NumberField {...control} value={form.days} onChange={(days) => onChange({ days })} />}
      </Field>
    </>
  );
}

function ArnField({ form, errors, onChange }: CertificateFieldsProps) {
  const t = useTranslations('certificates.field');
  const common = useTranslations('common');
  return (
    <Field label={t('arn')} note={common('optional')} hint={t('arnHint')} error={errors.arn}>
      {(control) => (
        <Input {...control} mono value={form.arn} onChange={(event) => onChange({ arn: event.target.value })} />
      )}
    </Field>
  );
}
