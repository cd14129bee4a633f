'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import type { ApiDraft, ApiSnapshot } from '@/lib/model';
import { useMayWrite } from '../layout';
import { ChooseDraft, type DraftChoice } from './choose-draft';
import type { MeshEdit } from './draft-edits';
import { useEditWriter } from './use-edit-writer';

/** What became of an edit. */
export type EditResult =
  | { ok: true; draft: ApiDraft }
  /** `cancelled`: nobody wanted a draft for it; `failed`: said in a toast, and nothing was kept. */
  | { ok: false; reason: 'cancelled' | 'failed'; error?: Error };

export interface WriteOptions {
  /** Says nothing in a toast: the caller shows what became of it. */
  quiet?: boolean;
  /** Id of the open draft that it goes into, whatever the view. */
  into?: string;
  /** Stays in the Live view although the edit went into a draft. */
  stay?: boolean;
}

export interface MeshEditor {
  /**
   * Writes an edit into the draft that is open; in Live it opens one or joins one, and asks which when there are several.
   * Edits are written one after the other: given as a function, an edit is made of the mesh as all edits before it left
   * it, and undefined = nothing to do (`cancelled`). Never rejects.
   */
  write(
    edit: MeshEdit | ((snapshot: ApiSnapshot) => MeshEdit | undefined),
    options?: WriteOptions,
  ): Promise<EditResult>;
  /** False for viewers: `write` would be refused. */
  mayWrite: boolean;
}

const EditContext = createContext<MeshEditor['write'] | undefined>(undefined);

/** Around the pages of a mesh: writes their edits into drafts, and asks which draft where that is not clear. */
export function MeshEditProvider({ mesh, children }: { mesh: string; children: ReactNode }) {
  const [question, setQuestion] = useState<{ title: string; answer: (choice: DraftChoice | undefined) => void }>();
  const ask = (title: string) =>
    new Promise<DraftChoice | undefined>((resolve) => {
      setQuestion({
        title,
        answer: (choice) => {
          setQuestion(undefined);
          resolve(choice);
        },
      });
    });
  const write = useEditWriter(mesh, ask);
  return (
    <EditContext value={write}>
      {children}
      {question && <ChooseDraft mesh={mesh} title={question.title} onChoose={question.answer} />}
    </EditContext>
  );
}

/** The one way by which screens edit a mesh. */
export function useMeshEdit(): MeshEditor {
  const write = useContext(EditContext);
  const mayWrite = useMayWrite();
  if (!write) throw new Error('useMeshEdit outside of a mesh');
  return { write, mayWrite };
}
