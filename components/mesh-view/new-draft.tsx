'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { createDraft } from '@/lib/client';
import { Button, Dialog, ErrorState, Field, Input } from '../ui';
import { useDraftErrorText, useDraftWrite } from './use-draft-write';

export interface NewDraftProps {
  mesh: string;
  onClose: () => void;
  onMade: (id: string) => void;
}

/** Names an empty draft. */
export function NewDraft({ mesh, onClose, onMade }: NewDraftProps) {
  const t = useTranslations('view.create');
  const common = useTranslations('common');
  const errorText = useDraftErrorText();
  const form = useId();
  const [name, setName] = useState('');
  const make = useDraftWrite(mesh, (called: string) => createDraft(mesh, { name: called }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(name.trim(), {
      onSuccess: ({ id }) => {
        onClose();
        onMade(id);
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={make.isPending} disabled={name.trim() === ''}>
            {common('create')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-3">
        <Field label={common('name')} hint={t('nameHint')} required>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={name}
              maxLength={128}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {make.error && <ErrorState title={t('failed')} {...errorText(make.error)} />}
      </form>
    </Dialog>
  );
}
