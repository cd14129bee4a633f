'use client';

import { useTranslations } from 'next-intl';
import { useView } from '../layout';
import { Button } from '../ui';
import { useForm } from './form-context';
import { sameTree } from './spec-tree';
import type { FormEditorProps } from './types';
import type { SaveToDraft } from './use-save-to-draft';

/**
 * The ways on from a form: into a draft, or, where live is shown, over the difference to be applied at once. A new mesh
 * has no drafts yet.
 */
export function EditorActions(props: FormEditorProps & { write: SaveToDraft }) {
  const { kind, mode, state, base, conflict, write } = props;
  const t = useTranslations('forms');
  const { disabled } = useForm();
  const isDraft = useView().draft !== undefined;
  const isNewMesh = kind === 'mesh' && mode === 'create';
  const unchanged = mode === 'edit' && !state.draft.broken && sameTree(base?.spec, state.draft.spec);
  if (isNewMesh) {
    return (
      <Button type="submit" variant="primary">
        {t('review')}
      </Button>
    );
  }
  return (
    <>
      {!isDraft && (
        <Button disabled={disabled || unchanged} onClick={props.onReview}>
          {t('applyNow.open')}
        </Button>
      )}
      <Button
        type="submit"
        variant="primary"
        busy={write.busy}
        disabled={disabled || unchanged || conflict === 'gone'}
        title={unchanged ? t('noDifference') : undefined}
      >
        {t('toDraft')}
      </Button>
    </>
  );
}
