'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { createConnection, keys, replaceConnection } from '@/lib/client';
import { type ConnectionInput, type ConnectionView, LONGEST_CONNECTION_NAME } from '@/lib/model';
import { useWrite } from '../layout';
import { Button, Dialog, ErrorState, Field, Input, NumberField } from '../ui';
import { useErrorText } from '../words';
import { type ConnectionForm, formOf, inputOf } from './connection-form';
import { ConnectionTestRow } from './connection-test';
import { NamespaceRows } from './namespace-rows';

export interface ConnectionDialogProps {
  /** Absent: a new one. */
  connection?: ConnectionView;
  namespacesInUse: readonly string[];
  onClose: () => void;
}

const DAY_S = 24 * 3600;
const NOTHING: ReadonlySet<string> = new Set();

/** Makes or changes a connection; errors stand at their field once one has tried to save or test. */
export function ConnectionDialog({ connection, namespacesInUse, onClose }: ConnectionDialogProps) {
  const t = useTranslations('connections');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const formId = useId();
  const [form, setForm] = useState(() => formOf(connection, namespacesInUse));
  const [tried, setTried] = useState(false);
  const save = useWrite(keys.connections, (input: ConnectionInput) =>
    connection ? replaceConnection(connection.id, input) : createConnection(input),
  );
  const result = inputOf(form);
  const errors = tried && 'errors' in result ? result.errors : NOTHING;
  const change = (part: Partial<ConnectionForm>) => setForm((before) => ({ ...before, ...part }));
  /** The input when nothing is wrong with it; else errors show. */
  const ready = () => {
    setTried(true);
    return 'input' in result ? result.input : undefined;
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const input = ready();
    if (!input) return;
    save.mutate(input, {
      onSuccess: ({ name }) => {
        toast.success(t('saved', { name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={connection ? t('form.change', { name: connection.name }) : t('form.new')}
      description={t('form.lead')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {connection ? common('save') : common('create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3" noValidate>
        <Place form={form} errors={errors} onChange={change} />
        <Pace form={form} errors={errors} onChange={change} />
        <NamespaceRows
          rows={form.namespaces}
          errors={errors}
          namespacesInUse={namespacesInUse}
          onChange={(namespaces) => change({ namespaces })}
        />
        <ConnectionTestRow ready={ready} input={'input' in result ? result.input : undefined} />
        {save.error && <ErrorState title={t('form.failed')} {...errorText(save.error)} />}
      </form>
    </Dialog>
  );
}

interface PartProps {
  form: ConnectionForm;
  errors: ReadonlySet<string>;
  onChange: (part: Partial<ConnectionForm>) => void;
}

function Place({ form, errors, onChange }: PartProps) {
  const t = useTranslations('connections.form');
  const common = useTranslations('common');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('name')} hint={t('nameHint')} error={errors.has('name') && common('required')} required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={LONGEST_CONNECTION_NAME}
            value={form.name}
            onChange={(e) => onChange({ name: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('region')} error={errors.has('awsRegion') && t('regionError')} required>
        {(control) => (
          <Input
            {...control}
            mono
            placeholder="eu-central-1"
            value={form.awsRegion}
            onChange={(e) => onChange({ awsRegion: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('profile')} note={t('optional')} hint={t('profileHint')}>
        {(control) => (
          <Input
            {...control}
            mono
            maxLength={LONGEST_CONNECTION_NAME}
            value={form.profile}
            onChange={(e) => onChange({ profile: e.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('endpoint')}
        note={t('optional')}
        hint={t('endpointHint')}
        error={errors.has('endpoint') && t('endpointError')}
      >
        {(control) => (
          <Input
            {...control}
            mono
            placeholder="http://127.0.0.1:4566"
            value={form.endpoint}
            onChange={(e) => onChange({ endpoint: e.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function Pace({ form, errors, onChange }: PartProps) {
  const t = useTranslations('connections.form');
  const calls = form.pollSeconds && form.pollSeconds > 0 ? Math.round(DAY_S / form.pollSeconds) : 0;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={t('poll')}
        hint={t('pollHint', { count: calls })}
        error={errors.has('pollSeconds') && t('pollError')}
        required
      >
        {(control) => (
          <NumberField
            {...control}
            unit="s"
            value={form.pollSeconds}
            onChange={(pollSeconds) => onChange({ pollSeconds })}
          />
        )}
      </Field>
      <Field label={t('calls')} hint={t('callsHint')} error={errors.has('callsPerSecond') && t('callsError')} required>
        {(control) => (
          <NumberField
            {...control}
            value={form.callsPerSecond}
            onChange={(callsPerSecond) => onChange({ callsPerSecond })}
          />
        )}
      </Field>
    </div>
  );
}
