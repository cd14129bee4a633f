'use client';

import { useTranslations } from 'next-intl';
import { nameProblem } from '@/lib/model';
import { Field, Input, Select } from '../ui';
import type { DraftCardProps } from './draft-card';
import { decide, NEW_MESH } from './session';

/** Which of the files' meshes, and which mesh it goes into. */
export function TargetFields({ name, page, meshes, sources, source, target, session }: DraftCardProps) {
  const t = useTranslations('transfer.import');
  const isNew =
    session.target === NEW_MESH || (session.target === undefined && !meshes.some(({ mesh }) => mesh === target.mesh));
  return (
    <>
      {sources.length > 1 && (
        <Field label={t('found.source')}>
          {(control) => (
            <Select
              {...control}
              value={source}
              options={sources.map((value) => ({ value, label: value || '—' }))}
              onChange={(chosen) => decide(name, { source: chosen })}
            />
          )}
        </Field>
      )}
      {page === undefined ? (
        <Field label={t('draft.target')}>
          {(control) => (
            <Select
              {...control}
              value={isNew ? NEW_MESH : target.mesh}
              options={[
                { value: NEW_MESH, label: t('draft.newMesh') },
                ...meshes.map(({ mesh }) => ({ value: mesh, label: mesh })),
              ]}
              onChange={(chosen) => decide(name, { target: chosen })}
            />
          )}
        </Field>
      ) : (
        <p>
          <span className="text-ink-2">{t('draft.target')}</span> <strong className="break-all">{page}</strong>
        </p>
      )}
      {page === undefined && isNew && <NewName name={name} value={target.mesh} />}
    </>
  );
}

function NewName({ name, value }: { name: string; value: string }) {
  const t = useTranslations('transfer.import.draft');
  return (
    <Field label={t('meshName')} required>
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={255}
          aria-invalid={value !== '' && nameProblem('meshName', value) ? true : undefined}
          onChange={(event) => decide(name, { newName: event.target.value })}
        />
      )}
    </Field>
  );
}
