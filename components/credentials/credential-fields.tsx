'use client';

import { useTranslations } from 'next-intl';
import type { CredentialMethod } from '@/lib/model';
import { Field, Input, Select, TextArea } from '../ui';
import { AddResource } from './add-resource';
import { CertificateSourceFields } from './certificate-source';
import { type CredentialForm, isIssued, LIVES, needsSubject, withPattern, wrongPattern } from './credential-form';

export interface CredentialFieldsProps {
  mesh: string;
  methods: readonly CredentialMethod[];
  form: CredentialForm;
  /** The control plane's words on the signing request, where it refused that. */
  refusedRequest: string | undefined;
  onChange: (part: Partial<CredentialForm>) => void;
}

/** The fields of a new credential: which of them depends on the way to prove it. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { methods, form, onChange } = props;
  const t = useTranslations('credentials');
  const common = useTranslations('common');
  const { name, method, subject } = form;
  return (
    <>
      <Field label={common('name')} hint={t('new.nameHint')} required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={name}
            maxLength={128}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('column.method')}>
        {(control) => (
          <Select
            {...control}
            value={method}
            onChange={(value) => onChange({ method: value, ...(value === 'certificate' && endOf(form)) })}
            options={methods.map((value) => ({ value, label: t(`method.${value}`), hint: t(`methodHint.${value}`) }))}
          />
        )}
      </Field>
      {method === 'certificate' && <CertificateSourceFields {...props} />}
      {needsSubject(form) && method !== 'token' && (
        <Field label={t(`subject.${method}`)} hint={t(`subjectHint.${method}`)} required>
          {(control) => (
            <Input {...control} mono value={subject} onChange={(event) => onChange({ subject: event.target.value })} />
          )}
        </Field>
      )}
      <Resources {...props} />
      <Lifetime {...props} />
    </>
  );
}

/** A certificate always ends. */
const endOf = ({ days }: CredentialForm): Partial<CredentialForm> => (days === '' ? { days: '365' } : {});

function Resources({ mesh, form: { resources }, onChange }: CredentialFieldsProps) {
  const t = useTranslations('credentials');
  const wrong = wrongPattern(resources);
  return (
    <>
      <AddResource mesh={mesh} onAdd={(pattern) => onChange({ resources: withPattern(resources, pattern) })} />
      <Field
        label={t('column.resources')}
        hint={t('new.resourcesHint')}
        error={wrong !== undefined && !wrong.endsWith('/') ? t('new.notAPattern', { text: wrong }) : undefined}
        required
      >
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={3}
            value={resources}
            onChange={(event) => onChange({ resources: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function Lifetime({ form, onChange }: CredentialFieldsProps) {
  const t = useTranslations('credentials');
  const lives = isIssued(form) ? LIVES.filter((value) => value !== '') : LIVES;
  return (
    <Field label={t('new.lifetime')}>
      {(control) => (
        <Select
          {...control}
          value={form.days}
          onChange={(days) => onChange({ days })}
          options={lives.map((value) => ({
            value,
            label: value === '' ? t('noEnd') : t('new.days', { count: Number(value) }),
          }))}
        />
      )}
    </Field>
  );
}
