'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MOST_NAMESPACES } from '@/lib/model';
import { Button, Field, IconButton, Input } from '../ui';
import type { FormErrors, NamespaceRow } from './connection-form';

export interface NamespaceRowsProps {
  rows: readonly NamespaceRow[];
  errors: FormErrors;
  namespacesInUse: readonly string[];
  onChange: (rows: readonly NamespaceRow[]) => void;
}

/** Which namespace of virtual nodes is which in AWS; those that nodes use and no row names are one click away. */
export function NamespaceRows({ rows, errors, namespacesInUse, onChange }: NamespaceRowsProps) {
  const t = useTranslations('connections.form');
  const named = new Set(rows.map(({ namespace }) => namespace.trim()));
  const missing = namespacesInUse.filter((namespace) => !named.has(namespace));
  const add = (namespace: string) => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    onChange([...rows, { id, namespace, awsNamespace: '', ownerAccount: '' }]);
  };
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border px-3 pt-1 pb-3">
      <legend className="px-1 font-semibold text-sm">{t('namespaces')}</legend>
      <p className="text-ink-3 text-xs">{t('namespacesHint')}</p>
      {rows.map((row, index) => (
        <Row
          key={row.id}
          row={row}
          wrong={(field) => errors.has(`namespaces.${index}.${field}`)}
          onChange={(part) => onChange(rows.map((other) => (other === row ? { ...row, ...part } : other)))}
          onRemove={() => onChange(rows.filter((other) => other !== row))}
        />
      ))}
      {errors.has('namespaces') && <Wrong text={t('namespaceError')} />}
      {errors.has('namespaces.count') && <Wrong text={t('tooManyNamespaces', { most: MOST_NAMESPACES })} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => add('')}>
          <Plus aria-hidden="true" size={14} />
          {t('addNamespace')}
        </Button>
        {missing.length > 0 && <span className="text-ink-2 text-xs">{t('inUse')}</span>}
        {missing.map((namespace) => (
          <Button key={namespace} size="sm" onClick={() => add(namespace)} className="font-mono">
            {namespace}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function Wrong({ text }: { text: string }) {
  return (
    <p role="alert" className="text-bad-ink text-xs">
      {text}
    </p>
  );
}

interface RowProps {
  row: NamespaceRow;
  wrong: (field: keyof NamespaceRow) => boolean;
  onChange: (part: Partial<NamespaceRow>) => void;
  onRemove: () => void;
}

function Row({ row, wrong, onChange, onRemove }: RowProps) {
  const t = useTranslations('connections.form');
  return (
    <div className="grid grid-cols-[1fr_1fr_9rem_2rem] items-start gap-2 max-sm:grid-cols-[1fr_2rem]">
      <Field label={t('namespace')} error={wrong('namespace') && t('namespaceError')} required>
        {(control) => (
          <Input {...control} mono value={row.namespace} onChange={(e) => onChange({ namespace: e.target.value })} />
        )}
      </Field>
      <Field label={t('awsNamespace')} error={wrong('awsNamespace') && t('namespaceError')}>
        {(control) => (
          <Input
            {...control}
            mono
            placeholder={row.namespace.trim() || t('sameName')}
            value={row.awsNamespace}
            onChange={(e) => onChange({ awsNamespace: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('owner')} error={wrong('ownerAccount') && t('ownerError')}>
        {(control) => (
          <Input
            {...control}
            mono
            placeholder={t('ownerHint')}
            value={row.ownerAccount}
            onChange={(e) => onChange({ ownerAccount: e.target.value })}
          />
        )}
      </Field>
      <IconButton
        icon={Trash2}
        label={t('removeNamespace', { name: row.namespace })}
        onClick={onRemove}
        className="mt-5.5"
      />
    </div>
  );
}
