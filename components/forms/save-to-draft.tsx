'use client';

import { useQuery } from '@tanstack/react-query';
import { FilePen, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { draftsQuery, paths } from '@/lib/client';
import type { DraftEdit } from '@/lib/model';
import { Button, Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui';
import { useSaveToDraft } from './use-save-to-draft';

export interface SaveToDraftProps {
  mesh: string;
  edit: Extract<DraftEdit, { op: 'put' }>;
  disabled: boolean;
  onSaved: () => void;
  /** Undefined = it did not fail, or is being tried again. */
  onError: (error: Error | undefined) => void;
}

/** Puts what was entered into an open draft or a new one, instead of writing it live; then its review opens. */
export function SaveToDraft({ mesh, edit, disabled, onSaved, onError }: SaveToDraftProps) {
  const t = useTranslations('forms.toDraft');
  const router = useRouter();
  const { data = [] } = useQuery(draftsQuery(mesh));
  const write = useSaveToDraft(mesh);
  const save = (into: string | undefined) => {
    onError(undefined);
    write.mutate(
      { into, edit, newName: t('newName', { name: edit.ref.name }) },
      {
        onSuccess: ({ draft, replaced }) => {
          if (replaced) toast(t('replaced', { name: edit.ref.name }));
          onSaved();
          router.push(paths.draft(mesh, draft.id));
        },
        onError: (error) => onError(error),
      },
    );
  };
  const open = data.filter(({ appliedRevision }) => appliedRevision === undefined);
  return (
    <Menu
      trigger={
        <Button busy={write.isPending} disabled={disabled}>
          <FilePen aria-hidden="true" size={15} />
          {t('action')}
        </Button>
      }
    >
      <MenuItem onSelect={() => save(undefined)}>
        <Plus aria-hidden="true" size={15} />
        {t('new')}
      </MenuItem>
      {open.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>{t('open')}</MenuLabel>
          {open.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => save(id)}>
              <span className="max-w-72 truncate">{name}</span>
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  );
}
