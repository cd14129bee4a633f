'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { createCredential, keys, refusedField } from '@/lib/client';
import type { CredentialMade, CredentialMethod } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState } from '../ui';
import { useErrorText } from '../words';
import { CredentialFields } from './credential-fields';
import { inputOf, newForm } from './credential-form';

export interface NewCredentialProps {
  mesh: string;
  methods: readonly CredentialMethod[];
  onClose: () => void;
  onMade: (made: CredentialMade) => void;
}

/** Asks what a credential is for, and makes it. */
export function NewCredential({ mesh, methods, onClose, onMade }: NewCredentialProps) {
  const t = useTranslations('credentials.new');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const formId = useId();
  const [form, setForm] = useState(() => newForm(mesh));
  const make = useWrite(keys.credentials, createCredential);
  const refusedRequest = refusedField(make.error, 'issue.request');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const input = inputOf(form, Date.now());
    if (!input) return;
    const onSuccess = (made: CredentialMade) => {
      onClose();
      onMade(made);
    };
    make.mutate(input, { onSuccess });
  };
  return (
    <Dialog
      open
      wide={form.method === 'certificate'}
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={make.isPending}
            disabled={!inputOf(form, Date.now())}
          >
            {common('create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="flex flex-col gap-3">
        <CredentialFields
          mesh={mesh}
          methods={methods}
          form={form}
          refusedRequest={refusedRequest}
          onChange={(part) => {
            setForm((before) => ({ ...before, ...part }));
            if (make.error) make.reset();
          }}
        />
        {make.error && refusedRequest === undefined && <ErrorState title={t('failed')} {...errorText(make.error)} />}
      </form>
    </Dialog>
  );
}
