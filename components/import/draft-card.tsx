'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { type ClientError, keys, paths } from '@/lib/client';
import type { MeshSummary } from '@/lib/model';
import { Card } from '../drafts';
import { useMayWrite } from '../layout';
import { useDraftErrorText } from '../mesh-view';
import { Button, ErrorState, Field, Input, Tooltip } from '../ui';
import { makeDraft, type NewMesh } from './make-draft';
import { countFates, editsOf, type Fate, type Planned } from './selection';
import { decide, type ImportSession } from './session';
import type { Target } from './target';
import { TargetFields } from './target-fields';

export interface DraftCardProps {
  name: string;
  session: ImportSession;
  /** The mesh of the page; undefined where it is chosen here. */
  page: string | undefined;
  meshes: readonly MeshSummary[];
  sources: readonly string[];
  source: string;
  target: Target;
  planned: readonly Planned[];
  /** Names of the files that were read. */
  read: readonly string[];
  /** What is left to do, for the draft's comments. */
  comment: string;
  busy: boolean;
}

const ORDER: readonly Fate[] = ['add', 'replace', 'undecided', 'keep', 'same', 'waits'];

/** Where the import goes, what the draft is called and holds, and the button that makes it. */
export function DraftCard(props: DraftCardProps) {
  const { name, session, source, target, planned, comment, busy } = props;
  const t = useTranslations('transfer.import.draft');
  const shell = useTranslations('shell.person');
  const errorText = useDraftErrorText();
  const mayWrite = useMayWrite();
  const proposed = useProposedName(props.read);
  const [meshMade, setMeshMade] = useState<string>();
  const make = useMakeDraft(target, () => setMeshMade(target.mesh));
  const counts = countFates(planned);
  const edits = editsOf(planned);
  const draftName = session.draftName ?? proposed;
  const isNew = target.isNew && meshMade !== target.mesh;
  const nothing = edits.length === 0 && !isNew;
  const ready = target.mesh !== '' && !nothing && counts.undecided === 0 && draftName.trim() !== '';
  const order = { mesh: target.mesh, name: draftName.trim(), edits, comment, ...(isNew && { make: meshOf(planned) }) };
  return (
    <Card title={t('title')}>
      <TargetFields {...props} />
      {source !== target.mesh && target.mesh !== '' && source !== '' && (
        <p className="break-words text-ink-2 text-xs">{t('otherName', { name: source, mesh: target.mesh })}</p>
      )}
      <Field label={t('name')} required>
        {(control) => (
          <Input
            {...control}
            value={draftName}
            maxLength={128}
            onChange={(event) => decide(name, { draftName: event.target.value })}
          />
        )}
      </Field>
      <ul className="flex flex-col gap-0.5">
        {ORDER.filter((fate) => counts[fate] > 0).map((fate) => (
          <li key={fate} className={fate === 'waits' || fate === 'undecided' ? 'text-attention-ink' : ''}>
            {t(`summary.${fate}`, { count: counts[fate] })}
          </li>
        ))}
      </ul>
      {isNew && target.mesh !== '' && <p className="text-ink-2">{t('makesMesh', { mesh: target.mesh })}</p>}
      {nothing && counts.waits === 0 && <p className="text-ink-2">{t('nothing')}</p>}
      {make.error && (
        <ErrorState
          title={t('failed')}
          {...errorText(make.error)}
          {...(meshMade && { message: t('meshKept', { mesh: meshMade }), detail: make.error.message })}
        />
      )}
      <Tooltip text={mayWrite ? '' : shell('viewerHint')}>
        <Button
          variant="primary"
          size="lg"
          busy={make.isPending}
          disabled={!ready || !mayWrite || busy}
          onClick={() => make.mutate(order)}
        >
          {t(edits.length === 0 && isNew ? 'createMesh' : 'create')}
        </Button>
      </Tooltip>
    </Card>
  );
}

/** The mesh of the files as it is to be made; without one in the files, one that says nothing. */
function meshOf(planned: readonly Planned[]): NewMesh {
  const mesh = planned.find(({ ref, fate }) => ref.kind === 'mesh' && fate === 'add');
  return { spec: mesh?.spec ?? {}, tags: mesh?.tags ?? [] };
}

/** What the draft is called as long as nobody says otherwise: after its files. */
function useProposedName(read: readonly string[]): string {
  const t = useTranslations('transfer.import.draft');
  const name = (read[0] ?? '').replace(/^.*\//, '').slice(0, 80);
  return read.length > 1 ? t('defaultNames', { name, count: read.length - 1 }) : t('defaultName', { name });
}

/** Makes the draft and goes there: its plan shows what it would do. */
function useMakeDraft({ mesh }: Target, onMeshMade: () => void) {
  const t = useTranslations('transfer.import.draft');
  const client = useQueryClient();
  const router = useRouter();
  return useMutation<Awaited<ReturnType<typeof makeDraft>>, ClientError, Parameters<typeof makeDraft>[0]>({
    mutationFn: (order) => makeDraft(order, onMeshMade),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: keys.meshes });
      await client.invalidateQueries({ queryKey: keys.mesh(mesh) });
    },
    onSuccess: (draft) => {
      toast.success(draft ? t('done') : t('meshDone', { mesh }));
      router.push(draft ? paths.draft(mesh, draft.id) : paths.graph(mesh));
    },
  });
}
