'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { appMeshCall, type ClientError, keys, tagCalls } from '@/lib/client';
import { type Tag, validateInput } from '@/lib/model';
import { Button, ErrorState } from '../ui';
import { useErrorText, useViolationText } from '../words';
import { TagRows } from './tag-fields';

export interface TagEditorProps {
  mesh: string;
  name: string;
  arn: string;
  /** As they are stored now. */
  tags: readonly Tag[];
  onClose: () => void;
}

/** Edits the tags of a resource. They are written live: they are no configuration, and no draft holds them. */
export function TagEditor({ mesh, name, arn, tags, onClose }: TagEditorProps) {
  const t = useTranslations();
  const errorText = useErrorText();
  const violationText = useViolationText();
  const [rows, setRows] = useState(tags.length > 0 ? tags : [{ key: '', value: '' }]);
  const wanted = rows.filter(({ key, value }) => key !== '' || value !== '');
  const calls = tagCalls(arn, tags, wanted);
  const mistakes = mistakesIn(arn, wanted);
  // Runs when the editor is closed already: what goes wrong then is told by a toast too.
  const undo = useSaveTags(
    mesh,
    () => toast.success(t('forms.tags.undone', { name })),
    (error) => toast.error(t('errors.title.save', { name }), { description: errorText(error).message }),
  );
  const save = useSaveTags(mesh, () => {
    const onClick = () => undo.mutate(tagCalls(arn, wanted, tags));
    toast.success(t('forms.tags.saved', { name }), { action: { label: t('common.undo'), onClick } });
    onClose();
  });
  return (
    <form
      className="flex flex-col gap-2"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mistakes.length === 0) save.mutate(calls);
      }}
    >
      <p className="text-ink-3 text-xs">{t('forms.tags.live')}</p>
      <TagRows tags={rows} onChange={setRows} />
      <ul role="alert" className="text-bad-ink text-xs empty:hidden">
        {mistakes.map((mistake) => (
          <li key={mistake === 'duplicate' ? mistake : mistake.path + mistake.code}>
            {mistake === 'duplicate' ? t('forms.tags.duplicate') : violationText(mistake)}
          </li>
        ))}
      </ul>
      {save.error && <ErrorState title={t('errors.title.save', { name })} {...errorText(save.error)} />}
      <div className="flex gap-2">
        <Button
          type="submit"
          size="sm"
          variant="primary"
          busy={save.isPending}
          disabled={calls.length === 0 || mistakes.length > 0}
        >
          {t('common.save')}
        </Button>
        <Button size="sm" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** What the control plane would refuse, and the same key twice, which it would fold into one without a word. */
function mistakesIn(resourceArn: string, tags: readonly Tag[]) {
  const isUnique = new Set(tags.map(({ key }) => key)).size === tags.length;
  const found = tags.length > 0 ? validateInput('TagResource', { resourceArn, tags }) : [];
  return [...found, ...(isUnique ? [] : (['duplicate'] as const))];
}

/** One call removes, another sets. What the first did is shown, also when the second fails. */
function useSaveTags(mesh: string, onDone: () => void, onError?: (error: ClientError) => void) {
  const client = useQueryClient();
  return useMutation<void, ClientError, ReturnType<typeof tagCalls>>({
    mutationFn: async (calls) => {
      for (const call of calls) await appMeshCall(call);
    },
    onSuccess: onDone,
    ...(onError && { onError }),
    onSettled: () =>
      Promise.all(
        [keys.snapshot(mesh), keys.revisions(mesh)].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}
