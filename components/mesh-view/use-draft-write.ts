import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ClientError, draftConflictOf, keys } from '@/lib/client';
import type { ApiDraft } from '@/lib/model';
import { type ErrorText, useCodeWords, useErrorText } from '../words';

/** The queue of what one browser writes to the drafts of a mesh: keys may be pressed faster than answers come. */
export const draftQueue = (mesh: string) => ({ id: `drafts of ${mesh}` });

/**
 * A write to a draft that answers with the draft: what is cached of it is replaced, events or not. Writes to the drafts
 * of a mesh run one after the other, each on what the one before left. After a conflict the draft is fetched again, so
 * that what is on screen is what the answer speaks of.
 */
export function useDraftWrite<Input>(mesh: string, write: (input: Input) => Promise<ApiDraft>) {
  const client = useQueryClient();
  return useMutation<ApiDraft, ClientError, Input>({
    mutationFn: write,
    scope: draftQueue(mesh),
    // Not awaited: the plan and Envoy's verdict take their time, and the next write need not wait for them.
    onSuccess: (draft) => {
      client.setQueryData(keys.draft(mesh, draft.id), draft);
      void client.invalidateQueries({ queryKey: keys.drafts(mesh) });
    },
    onError: (error) => {
      if (draftConflictOf(error)) void client.invalidateQueries({ queryKey: keys.drafts(mesh) });
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
