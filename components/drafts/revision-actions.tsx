'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { createDraft, paths } from '@/lib/client';
import type { NewDraft } from '@/lib/model';
import { useMayWrite } from '../layout';
import { useDraftErrorText, useDraftWrite } from '../mesh-view';
import { Button, ErrorState, Tooltip } from '../ui';

export interface RevisionActionsProps {
  mesh: string;
  revision: number;
  /** Going back to the newest revision would change nothing, so it is not offered. */
  isNewest?: boolean;
}

/** Takes a revision back, or goes back to it: as a draft, whose review opens. */
export function RevisionActions({ mesh, revision, isNewest = true }: RevisionActionsProps) {
  const t = useTranslations('drafts');
  const errorText = useDraftErrorText();
  const router = useRouter();
  const make = useDraftWrite(mesh, (draft: NewDraft) => createDraft(mesh, draft));
  const start = (draft: NewDraft) => make.mutate(draft, { onSuccess: ({ id }) => router.push(paths.draft(mesh, id)) });
  const number = String(revision);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Action
        label={t('revert.action')}
        busy={make.isPending}
        onClick={() => start({ name: t('revert.name', { revision: number }), from: { revert: revision } })}
      />
      {!isNewest && (
        <Action
          label={t('restore.action')}
          busy={make.isPending}
          onClick={() => start({ name: t('restore.name', { revision: number }), from: { restore: revision } })}
        />
      )}
      {make.error && <ErrorState className="w-full" title={t('revert.failed')} {...errorText(make.error)} />}
    </div>
  );
}

function Action({ label, busy, onClick }: { label: string; busy: boolean; onClick: () => void }) {
  const t = useTranslations();
  const mayWrite = useMayWrite();
  return (
    <Tooltip text={mayWrite ? t('drafts.revert.hint') : t('shell.person.viewerHint')}>
      <Button disabled={!mayWrite} busy={busy} onClick={onClick}>
        {label}
      </Button>
    </Tooltip>
  );
}
