'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { createCredential, keys } from '@/lib/client';
import { type CredentialMade, type CredentialMethod, resourcePatternProblem } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState, Field, Input, Select, TextArea } from '../ui';
import { useErrorText } from '../words';

export interface NewCredentialProps {
  mesh: string;
  methods: readonly CredentialMethod[];
  onClose: () => void;
  onMade: (made: CredentialMade) => void;
}

const DAY_MS = 24 * 3600 * 1000;
const LIVES = ['30', '90', '365', ''] as const;

/** Asks what a credential is for, and makes it. */
export function NewCredential({ mesh, methods, onClose, onMade }: NewCredentialProps) {
  const t = useTranslations('credentials');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const form = useId();
  const [name, setName] = useState('');
  const [method, setMethod] = useState<CredentialMethod>('token');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState(`mesh/${mesh}/virtualNode/`);
  const [days, setDays] = useState<(typeof LIVES)[number]>('90');
  const make = useWrite(keys.credentials, createCredential);
  const resources = text.split('\n').flatMap((line) => line.trim() || []);
  const wrong = resources.find((pattern) => resourcePatternProblem(pattern) !== undefined);
  const ready = name.trim() && resources.length > 0 && wrong === undefined && (method === 'token' || subject.trim());
  const save = (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = days === '' ? {} : { expiresAt: Date.now() + Number(days) * DAY_MS };
    const input = { name: name.trim(), method, resources, ...(method !== 'token' && { subject: subject.trim() }) };
    make.mutate(
      { ...input, ...expiresAt },
      {
        onSuccess: (made) => {
          onClose();
          onMade(made);
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('new.title')}
      description={t('new.lead')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={make.isPending} disabled={!ready}>
            {common('create')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-3">
        <Field label={common('name')} hint={t('new.nameHint')} required>
          {(control) => (
            <Input {...control} autoFocus value={name} maxLength={128} onChange={(e) => setName(e.target.value)} />
          )}
        </Field>
        <Field label={t('column.method')}>
          {(control) => (
            <Select
              {...control}
              value={method}
              onChange={setMethod}
              options={methods.map((value) => ({ value, label: t(`method.${value}`), hint: t(`methodHint.${value}`) }))}
            />
          )}
        </Field>
        {method !== 'token' && (
          <Field label={t(`subject.${method}`)} hint={t(`subjectHint.${method}`)} required>
            {(control) => <Input {...control} mono value={subject} onChange={(e) => setSubject(e.target.value)} />}
          </Field>
        )}
        <Field
          label={t('column.resources')}
          hint={t('new.resourcesHint')}
          error={wrong !== undefined && !wrong.endsWith('/') ? t('new.notAPattern', { text: wrong }) : undefined}
          required
        >
          {(control) => <TextArea {...control} mono rows={3} value={text} onChange={(e) => setText(e.target.value)} />}
        </Field>
        <Field label={t('new.lifetime')}>
          {(control) => (
            <Select
              {...control}
              value={days}
              onChange={setDays}
              options={LIVES.map((value) => ({
                value,
                label: value === '' ? t('noEnd') : t('new.days', { count: Number(value) }),
              }))}
            />
          )}
        </Field>
        {make.error && <ErrorState title={t('new.failed')} {...errorText(make.error)} />}
      </form>
    </Dialog>
  );
}
