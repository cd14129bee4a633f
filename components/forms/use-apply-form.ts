'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { draftConflictOf, saveCall } from '@/lib/client';
import { useApplyNow } from '../mesh-view';
import type { StepProps } from './types';
import { formRef, useFormEdit } from './use-save-to-draft';
import { useWrite } from './use-write';

export interface ApplyForm {
  run: (confirm: boolean) => void;
  busy: boolean;
  error: Error | null;
  /** It would make errors in the mesh: they are listed, and it is applied only if that is meant. */
  needsConfirm: boolean;
}

/** Writes what was entered live: as a draft with this one change; a new mesh by the App Mesh API. */
export function useApplyForm(props: StepProps): ApplyForm {
  const { kind, mode, state } = props;
  const { draft } = state;
  const t = useTranslations('forms');
  const edit = useFormEdit(props);
  const mesh = kind === 'mesh' ? draft.name : props.mesh;
  const apply = useApplyNow(mesh);
  const call = useWrite();
  const ref = formRef(props);
  const tags = draft.tags.filter((tag) => tag.key !== '');
  const message = t(mode === 'create' ? 'create.done' : 'edit.done', { name: draft.name });
  const done = (revision: number | undefined) => {
    state.forget();
    props.onDone({ ref, revision });
  };
  // A draft belongs to a mesh, so it cannot make one.
  const byApi = mode === 'create' && kind === 'mesh';
  const run = (confirm: boolean) => {
    if (byApi) {
      const input = { mesh, call: saveCall(mode, { mesh, ...ref }, draft.spec, tags), done: message };
      call.mutate(input, { onSuccess: ({ revision }) => done(revision) });
      return;
    }
    const onSuccess = ({ revision }: { revision: number }) => {
      toast.success(message);
      done(revision);
    };
    apply.mutate({ edit, confirm }, { onSuccess });
  };
  const needsConfirm = draftConflictOf(apply.error)?.reason === 'errors';
  return { run, busy: apply.isPending || call.isPending, error: byApi ? call.error : apply.error, needsConfirm };
}
