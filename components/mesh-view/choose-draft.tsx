'use client';

import { useQuery } from '@tanstack/react-query';
import { FilePen, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { draftsQuery } from '@/lib/client';
import { Dialog, RelativeTime } from '../ui';
import { draftName } from './draft-edits';
import { openDrafts } from './open-drafts';

export type DraftChoice = 'new' | { id: string };

export interface ChooseDraftProps {
  mesh: string;
  /** The edit that waits for a draft. */
  title: string;
  onChoose: (choice: DraftChoice | undefined) => void;
}

/** Which of several drafts an edit goes into. */
export function ChooseDraft({ mesh, title, onChoose }: ChooseDraftProps) {
  const t = useTranslations('view.choose');
  const drafts = useTranslations('drafts');
  const { data = [] } = useQuery(draftsQuery(mesh));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onChoose(undefined)}
      title={t('title')}
      description={t('lead', { title })}
    >
      <ul className="flex flex-col gap-1.5">
        {openDrafts(data).map(({ id, name, author, resources, updatedAt }) => (
          <li key={id}>
            <Choice icon={<FilePen aria-hidden="true" size={15} />} name={name} onClick={() => onChoose({ id })}>
              {drafts('changes', { count: resources })} · {author} · <RelativeTime at={updatedAt} />
            </Choice>
          </li>
        ))}
        <li>
          <Choice icon={<Plus aria-hidden="true" size={15} />} name={t('new')} onClick={() => onChoose('new')}>
            {draftName(title)}
          </Choice>
        </li>
      </ul>
    </Dialog>
  );
}

interface ChoiceProps {
  icon: ReactNode;
  name: string;
  onClick: () => void;
  children: ReactNode;
}

function Choice({ icon, name, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex w-full items-start gap-2.5 rounded-md border border-line-strong px-3 py-2 text-left hover:bg-canvas"
    >
      <span className="mt-0.5 text-ink-2">{icon}</span>
      <span className="min-w-0">
        <span className="block break-words font-semibold">{name}</span>
        <span className="block truncate text-ink-2 text-xs">{children}</span>
      </span>
    </button>
  );
}
