'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { connect, disconnect, type Edge, reconnect, removalOf, type Verdict } from '@/lib/graph';
import { type ApiSnapshot, type ResourceRef, refKey } from '@/lib/model';
import { type MeshEdit, useMeshEdit, useMeshView } from '../../mesh-view';
import type { LineStart } from '../canvas-context';
import { ChooseTarget } from './choose-target';
import { RemoveQuestion } from './remove-question';
import { startOf } from './verdict-text';

/** Edits of the mesh that are made on its picture or its outline; each goes into a draft as one step of undo. */
export interface GraphEdits {
  mayWrite: boolean;
  /** Whether a line may lead to a resource, in the mesh as it is shown. */
  judge: (start: LineStart, to: ResourceRef) => Verdict;
  /** Draws the line. */
  draw: (start: LineStart, to: ResourceRef) => void;
  /** Opens the list of everything that the line may lead to. */
  choose: (start: LineStart) => void;
  /** Takes arrows away; says why where that cannot be. */
  cut: (edges: readonly Edge[]) => void;
  /** Deletes resources; asks first where something else would break. */
  remove: (refs: readonly ResourceRef[]) => void;
}

const EditsContext = createContext<GraphEdits | undefined>(undefined);

export function useGraphEdits(): GraphEdits {
  const edits = useContext(EditsContext);
  if (!edits) throw new Error('useGraphEdits outside of the graph');
  return edits;
}

export interface GraphEditsProviderProps {
  mesh: string;
  /** Shows a route that got a target: its weights come next. */
  onTarget: (route: ResourceRef) => void;
  children: ReactNode;
}

/** Around graph and outline: makes the edits, and asks what has to be asked. */
export function GraphEditsProvider({ mesh, onTarget, children }: GraphEditsProviderProps) {
  const { snapshot } = useMeshView(mesh);
  const { write, mayWrite } = useMeshEdit();
  const t = useTranslations('graph.edits');
  const refused = useTranslations('graph.refused');
  const [choosing, setChoosing] = useState<LineStart>();
  const [removing, setRemoving] = useState<readonly ResourceRef[]>();

  const commit = async (edit: (snapshot: ApiSnapshot) => MeshEdit | undefined, ref: ResourceRef | undefined) => {
    const result = await write(edit);
    if (result.ok && ref) onTarget(ref);
  };
  const removeNow = (refs: readonly ResourceRef[], mend: boolean) => {
    const [first] = refs;
    const title =
      refs.length === 1 && first ? t('delete', { name: first.name }) : t('deleteMany', { count: refs.length });
    void commit((now) => {
      const { deletes, mends } = removalOf(now, refs);
      return deletes.length === 0 ? undefined : { deletes, puts: mend ? mends : [], title };
    }, undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what writes is new with each drawing, and does the same
  const edits = useMemo((): GraphEdits => {
    const judge = (start: LineStart, to: ResourceRef) =>
      snapshot ? verdictOf(snapshot, start, to) : ({ ok: false, reason: 'missing' } as const);
    const draw = (start: LineStart, to: ResourceRef) => {
      const from = startOf(start);
      const isTarget = start.type === 'new' && from.kind === 'route';
      void commit(
        (now) => {
          const verdict = verdictOf(now, start, to);
          if (!verdict.ok) return undefined;
          const key = start.type === 'move' ? 'move' : verdict.makes;
          return { puts: verdict.puts, title: t(key, { from: from.name, to: to.name }) };
        },
        isTarget ? from : undefined,
      );
    };
    const cut = (edges: readonly Edge[]) => {
      for (const edge of edges) {
        const verdict = snapshot && disconnect(snapshot, edge);
        const to = nameOf(edge.to);
        if (!verdict?.ok) {
          const reason = verdict?.reason ?? 'missing';
          toast(refused(reason, { from: edge.owner.name, to }));
          continue;
        }
        const title = t(`cut.${verdict.makes}`, { from: edge.owner.name, to });
        void commit((now) => {
          const again = disconnect(now, edge);
          return again.ok ? { puts: again.puts, title } : undefined;
        }, undefined);
      }
    };
    const remove = (refs: readonly ResourceRef[]) => {
      if (!snapshot || refs.length === 0) return;
      if (removalOf(snapshot, refs).breaks.length > 0) setRemoving(refs);
      else removeNow(refs, false);
    };
    return { mayWrite, judge, draw, choose: setChoosing, cut, remove };
  }, [snapshot, mayWrite, t, refused, write, onTarget]);

  return (
    <EditsContext value={edits}>
      {children}
      {choosing && snapshot && (
        <ChooseTarget
          key={choosing.type === 'new' ? refKey(choosing.from) : `${choosing.edge.id} ${choosing.end}`}
          snapshot={snapshot}
          start={choosing}
          judge={edits.judge}
          onChoose={(to) => {
            setChoosing(undefined);
            if (to) edits.draw(choosing, to);
          }}
        />
      )}
      {removing && snapshot && (
        <RemoveQuestion
          removal={removalOf(snapshot, removing)}
          refs={removing}
          onAnswer={(answer) => {
            setRemoving(undefined);
            if (answer !== 'cancel') removeNow(removing, answer === 'mend');
          }}
        />
      )}
    </EditsContext>
  );
}

function verdictOf(snapshot: ApiSnapshot, start: LineStart, to: ResourceRef): Verdict {
  return start.type === 'new' ? connect(snapshot, start.from, to) : reconnect(snapshot, start.edge, start.end, to);
}

/** The name in a `refKey`. */
function nameOf(id: string): string {
  return decodeURIComponent(id.split('/')[2] ?? '');
}
