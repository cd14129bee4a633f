'use client';

import { useTranslations } from 'next-intl';
import { Field, Select, TextFileArea } from '../ui';
import type { CredentialFieldsProps } from './credential-fields';
import { CERTIFICATE_SOURCES, isRequest } from './credential-form';

/** The control plane takes requests up to this size. */
const MOST_BYTES = 16_384;

/** Where a client certificate comes from; for somebody's own key, the signing request. */
export function CertificateSourceFields({ form, refusedRequest, onChange }: CredentialFieldsProps) {
  const t = useTranslations('credentials.new');
  const { source, days, request } = form;
  const wrong = request.trim() !== '' && !isRequest(request) ? t('notARequest') : undefined;
  const refused = refusedRequest && t('requestRefused', { words: refusedRequest });
  return (
    <>
      <Field label={t('source')}>
        {(control) => (
          <Select
            {...control}
            value={source}
            onChange={(value) => onChange({ source: value, ...(days === '' && { days: '365' }) })}
            options={CERTIFICATE_SOURCES.map((value) => ({
              value,
              label: t(`sources.${value}`),
              hint: t(`sourceHints.${value}`),
            }))}
          />
        )}
      </Field>
      {source === 'request' && (
        <Field label={t('request')} hint={t('requestHint')} error={wrong ?? refused} required>
          {(control) => (
            <TextFileArea
              control={control}
              label={t('request')}
              rows={6}
              mostBytes={MOST_BYTES}
              value={request}
              onChange={(text) => onChange({ request: text })}
            />
          )}
        </Field>
      )}
    </>
  );
}
