import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ClientError, createDraft, deleteDraft, draftQuery, editDraft, keys } from '@/lib/client';
import { type ApiDraft, type DraftEdit, refKey } from '@/lib/model';

export interface SaveToDraftInput {
  /** Id of the draft; undefined = a new one. */
  into: string | undefined;
  newName: string;
  edit: DraftEdit;
}

export interface SavedToDraft {
  draft: ApiDraft;
  /** The draft said something else about this resource before; its undo brings that back. */
  replaced: boolean;
}

export function useSaveToDraft(mesh: string) {
  const client = useQueryClient();
  return useMutation<SavedToDraft, ClientError, SaveToDraftInput>({
    mutationFn: (input) => save(client, mesh, input),
    onSuccess: async ({ draft }) => {
      client.setQueryData(keys.draft(mesh, draft.id), draft);
      await client.invalidateQueries({ queryKey: keys.drafts(mesh) });
    },
  });
}

async function save(client: QueryClient, mesh: string, { into, newName, edit }: SaveToDraftInput) {
  const target =
    into === undefined
      ? await createDraft(mesh, { name: [...newName].slice(0, MOST_CHARACTERS).join('') })
      : await client.fetchQuery({ ...draftQuery(mesh, into), staleTime: 0 });
  const replaced = target.changes.some(({ ref }) => refKey(ref) === refKey(edit.ref));
  try {
    return { draft: await editDraft(target, [edit]), replaced };
  } catch (error) {
    // A draft that was made for this and holds nothing is in everybody's way.
    if (into === undefined) await deleteDraft(target);
    throw error;
  }
}

/** Of a draft's name. */
const MOST_CHARACTERS = 100;
