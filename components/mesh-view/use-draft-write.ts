import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ClientError, draftConflictOf, keys } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { type ErrorText, useCodeWords, useErrorText } from '../words';

/**
 * A write to a draft that answers with the draft: what is cached of it is replaced, events or not. After a conflict the
 * draft is fetched again, so that what is on screen is what the answer speaks of.
 */
export function useDraftWrite<Input>(mesh: string, write: (input: Input) => Promise<ApiDraft>) {
  const client = useQueryClient();
  return useMutation<ApiDraft, ClientError, Input>({
    mutationFn: write,
    onSuccess: async (draft) => {
      client.setQueryData(keys.draft(mesh, draft.id), draft);
      await client.invalidateQueries({ queryKey: keys.drafts(mesh) });
    },
    onError: async (error) => {
      if (draftConflictOf(error)) await client.invalidateQueries({ queryKey: keys.drafts(mesh) });
    },
  });
}

/** Words for what a draft's write threw: the reason of a conflict, else the general words. */
export function useDraftErrorText(): (error: unknown) => ErrorText {
  const t = useCodeWords('drafts.conflict');
  const general = useErrorText();
  return (error) => {
    const conflict = draftConflictOf(error);
    return conflict ? { message: t(conflict.reason) } : general(error);
  };
}
