'use client';

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import {
  ClientError,
  createDraft,
  deleteDraft,
  draftQuery,
  draftsQuery,
  editDraft,
  keys,
  snapshotQuery,
  undoDraft,
} from '@/lib/client';
import { type ApiDraft, overlayDraft } from '@/lib/model';
import type { DraftChoice } from './choose-draft';
import { currentView, enterDraft, leaveDraft } from './current-view';
import { draftEdits, draftName } from './draft-edits';
import type { EditResult, MeshEditor, WriteOptions } from './mesh-edit';
import { draftQueue, useDraftErrorText } from './use-draft-write';

type Ask = (title: string) => Promise<DraftChoice | undefined>;
type Edit = Parameters<MeshEditor['write']>[0];

/** A draft to write into; `isNew`: it was made for this edit. */
interface Target {
  draft: ApiDraft;
  isNew: boolean;
}

/** Writes edits into drafts, one after the other. `ask` is asked where several drafts could take one. */
export function useEditWriter(mesh: string, ask: Ask): MeshEditor['write'] {
  const client = useQueryClient();
  const t = useTranslations('view.edit');
  const errorText = useDraftErrorText();

  const run = async (edit: Edit, { quiet, stay, into }: WriteOptions): Promise<EditResult> => {
    try {
      const written = await writeEdit({ client, mesh, ask, into }, edit);
      if (!written) return { ok: false, reason: 'cancelled' };
      const { draft, isNew, title } = written;
      if (!stay) enterDraft(mesh, draft.id);
      if (!quiet) {
        const onClick = () => void takeBack({ client, mesh }, { draft, isNew }).catch(said);
        // One at a time: the undo of an earlier edit is refused once there is a later one.
        toast.success(title, {
          id: `edit ${mesh}`,
          description: t('inDraft', { name: draft.name }),
          action: { label: t('undo'), onClick },
        });
      }
      return { ok: true, draft };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      void client.invalidateQueries({ queryKey: keys.drafts(mesh) });
      if (!quiet) said(error);
      return { ok: false, reason: 'failed', error };
    }
  };
  const said = (error: unknown) =>
    toast.error(t('failed'), { id: `edit failed ${mesh}`, description: errorText(error).message });

  const { mutateAsync } = useMutation({
    scope: draftQueue(mesh),
    mutationFn: ({ edit, options }: { edit: Edit; options: WriteOptions }) => run(edit, options),
  });
  return (edit, options = {}) => mutateAsync({ edit, options });
}

interface Around {
  client: QueryClient;
  mesh: string;
}

async function writeEdit({ client, mesh, ask, into }: Around & { ask: Ask; into: string | undefined }, edit: Edit) {
  const live = await client.ensureQueryData(snapshotQuery(mesh));
  const open = await openDraft({ client, mesh }, into);
  // What a new draft is called, and what is asked, needs the edit: for the question it is made of what is live.
  const title = titleOf(edit, open ? overlayDraft(live, open).snapshot : live);
  if (title === undefined) return undefined;
  const target = open ? { draft: open, isNew: false } : await findTarget({ client, mesh, ask }, title);
  if (!target) return undefined;
  try {
    const made = typeof edit === 'function' ? edit(overlayDraft(live, target.draft).snapshot) : edit;
    const edits = made ? draftEdits(made, live, target.draft) : [];
    if (!made || edits.length === 0) {
      await dropIfNew(target);
      return undefined;
    }
    const draft = await editDraft(target.draft, edits);
    remember({ client, mesh }, draft);
    return { draft, isNew: target.isNew, title: made.title };
  } catch (error) {
    await dropIfNew(target);
    throw error;
  }
}

const titleOf = (edit: Edit, snapshot: Parameters<Extract<Edit, (...args: never[]) => unknown>>[0]) =>
  typeof edit === 'function' ? edit(snapshot)?.title : edit.title;

/** The draft that is named, else that of the current view; undefined in Live, and where it is open no more. */
async function openDraft({ client, mesh }: Around, into: string | undefined): Promise<ApiDraft | undefined> {
  const id = into ?? currentView().draft;
  if (id === undefined) return undefined;
  const draft = await client.ensureQueryData(draftQuery(mesh, id));
  return draft.appliedRevision === undefined ? draft : undefined;
}

async function findTarget({ client, mesh, ask }: Around & { ask: Ask }, title: string): Promise<Target | undefined> {
  const drafts = await client.fetchQuery({ ...draftsQuery(mesh), staleTime: 0 });
  const [only, ...others] = drafts.filter((draft) => draft.appliedRevision === undefined);
  const choice: DraftChoice | undefined = !only ? 'new' : others.length === 0 ? { id: only.id } : await ask(title);
  if (!choice) return undefined;
  if (choice === 'new') return { draft: await createDraft(mesh, { name: draftName(title) }), isNew: true };
  return { draft: await client.fetchQuery({ ...draftQuery(mesh, choice.id), staleTime: 0 }), isNew: false };
}

/** A draft that was made for an edit and holds nothing is in everybody's way. */
async function dropIfNew({ draft, isNew }: Target): Promise<void> {
  if (isNew) await deleteDraft(draft);
}

/** Takes the edit back that a toast speaks of; refused when the draft was changed since, by whomever. */
async function takeBack({ client, mesh }: Around, { draft, isNew }: Target): Promise<void> {
  const now = await client.fetchQuery({ ...draftQuery(mesh, draft.id), staleTime: 0 });
  if (isNew && now.version === draft.version) {
    await deleteDraft(draft);
    leaveDraft(mesh, draft.id);
    await client.invalidateQueries({ queryKey: keys.draftList(mesh) });
  } else remember({ client, mesh }, await undoDraft(draft));
}

function remember({ client, mesh }: Around, draft: ApiDraft): void {
  client.setQueryData(keys.draft(mesh, draft.id), draft);
  void client.invalidateQueries({ queryKey: keys.draftPlan(mesh, draft.id) });
  void client.invalidateQueries({ queryKey: keys.draftVerdict(mesh, draft.id) });
  void client.invalidateQueries({ queryKey: keys.draftList(mesh) });
}
