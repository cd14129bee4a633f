'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { KIND_INFO, type ResourceRef } from '@/lib/model';
import { type MeshEdit, useMeshEdit } from '../mesh-view';
import type { StepProps } from './types';

export interface SaveToDraft {
  save: () => void;
  busy: boolean;
}

/** The resource that a form is about. */
export function formRef({ kind, state: { draft } }: Pick<StepProps, 'kind' | 'state'>): ResourceRef {
  return { kind, name: draft.name, ...(KIND_INFO[kind].parent ? { parent: draft.parent } : {}) };
}

/** What a form's input means as an edit of its mesh. */
export function useFormEdit(props: Pick<StepProps, 'kind' | 'mode' | 'state'>): MeshEdit {
  const t = useTranslations('forms');
  const { name, spec, tags } = props.state.draft;
  const named = tags.filter((tag) => tag.key !== '');
  const title = t(props.mode === 'create' ? 'create.named' : 'edit.named', { name });
  return { puts: [{ ref: formRef(props), spec, ...(named.length > 0 && { tags: named }) }], title };
}

/** Puts what was entered into a draft. When that fails, a toast says so and the input stays in the form. */
export function useSaveToDraft(props: StepProps): SaveToDraft {
  const { write } = useMeshEdit();
  const edit = useFormEdit(props);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const result = await write(edit);
    setBusy(false);
    if (!result.ok) return;
    props.state.forget();
    props.onDone({ ref: formRef(props) });
  };
  return { save: () => void save(), busy };
}
