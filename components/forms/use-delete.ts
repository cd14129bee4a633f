'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { deleteCall, draftConflictOf } from '@/lib/client';
import type { ResourceRef } from '@/lib/model';
import { useApplyNow, useMeshEdit } from '../mesh-view';
import { useWrite } from './use-write';

export interface Deletion {
  inDraft: () => void;
  now: () => void;
  busy: 'draft' | 'now' | undefined;
  error: Error | null;
  /** It would make errors; `now` again does it all the same. */
  needsConfirm: boolean;
}

/** Deletes a resource in a draft or at once; the mesh itself by the App Mesh API, since it takes its drafts along. */
export function useDelete(
  mesh: string,
  target: ResourceRef,
  onDone: (target: ResourceRef, revision?: number) => void,
): Deletion {
  const t = useTranslations('forms.delete');
  const { write } = useMeshEdit();
  const apply = useApplyNow(mesh);
  const call = useWrite();
  const [drafting, setDrafting] = useState(false);
  const edit = { deletes: [target], title: t('named', { name: target.name }) };
  const done = t('done', { name: target.name });
  const needsConfirm = draftConflictOf(apply.error)?.reason === 'errors';
  const inDraft = async () => {
    setDrafting(true);
    const result = await write(edit);
    setDrafting(false);
    if (result.ok) onDone(target);
  };
  const now = () => {
    if (target.kind === 'mesh') {
      const input = { mesh, call: deleteCall({ mesh, ...target }), done };
      call.mutate(input, { onSuccess: ({ revision }) => onDone(target, revision) });
      return;
    }
    const onSuccess = ({ revision }: { revision: number }) => {
      toast.success(done);
      onDone(target, revision);
    };
    apply.mutate({ edit, confirm: needsConfirm }, { onSuccess });
  };
  return {
    inDraft: () => void inDraft(),
    now,
    busy: drafting ? 'draft' : apply.isPending || call.isPending ? 'now' : undefined,
    error: apply.error ?? call.error,
    needsConfirm,
  };
}
