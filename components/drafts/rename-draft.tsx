'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { renameDraft } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { useDraftErrorText, useDraftWrite } from '../mesh-view';
import { Button, Dialog, ErrorState, Field, Input } from '../ui';

export function RenameDraft({ draft, onClose }: { draft: ApiDraft; onClose: () => void }) {
  const t = useTranslations('drafts.rename');
  const common = useTranslations('common');
  const errorText = useDraftErrorText();
  const form = useId();
  const [name, setName] = useState(draft.name);
  const write = useDraftWrite(draft.mesh, (to: string) => renameDraft(draft, to));
  const save = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(name.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            busy={write.isPending}
            disabled={name.trim() === '' || name.trim() === draft.name}
          >
            {t('action')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-3">
        <Field label={common('name')} required>
          {(control) => (
            <Input {...control} value={name} maxLength={128} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        {write.error && <ErrorState title={t('failed')} {...errorText(write.error)} />}
      </form>
    </Dialog>
  );
}
