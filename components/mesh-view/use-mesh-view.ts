'use client';

import { useQuery } from '@tanstack/react-query';
import { ClientError, draftPlanQuery, draftQuery, pastQuery, snapshotQuery } from '@/lib/client';
import {
  type ApiDraft,
  type ApiProblem,
  type ApiSnapshot,
  type DraftMark,
  type DraftOverlay,
  type DraftPlan,
  overlayDraft,
  refKey,
} from '@/lib/model';
import { useView } from '../layout';

/** A mesh as the current view shows it. Live and draft are never mixed: what differs from live has its mark. What is past can only be read. */
export interface MeshView {
  mode: 'live' | 'draft' | 'past';
  /** What the screen shows; undefined while it is not known. */
  snapshot: ApiSnapshot | undefined;
  /** The mesh as it is live, whatever the screen shows. */
  live: ApiSnapshot | undefined;
  /** In `draft`, the draft that is laid over it. */
  draft: ApiDraft | undefined;
  /** In `draft`, what differs from live, by `refKey`. */
  marks: ReadonlyMap<string, DraftMark>;
  error: Error | null;
  retry: () => void;
}

const NO_MARKS: ReadonlyMap<string, DraftMark> = new Map();

/**
 * The mesh as the address asks for it (`?draft=`, `?at=`), kept fresh by events. All screens show this instead of the snapshot.
 * Without a mesh (one that is being created) nothing is fetched.
 */
export function useMeshView(of: string | undefined): MeshView {
  const { draft: wanted, at } = useView();
  const mesh = of ?? '';
  const id = of === undefined ? undefined : wanted;
  const live = useQuery({ ...snapshotQuery(mesh), enabled: of !== undefined });
  const draft = useQuery({ ...draftQuery(mesh, id ?? ''), enabled: id !== undefined });
  const past = useQuery({ ...pastQuery(mesh, at ?? 0), enabled: of !== undefined && at !== undefined });
  const isOpen = id !== undefined && draft.data !== undefined && draft.data.appliedRevision === undefined;
  const plan = useQuery({ ...draftPlanQuery(mesh, id ?? ''), enabled: isOpen });
  const retry = () => {
    void live.refetch();
    if (id !== undefined) void draft.refetch();
    if (at !== undefined) void past.refetch();
  };
  const liveError = live.data ? null : live.error;
  const none = { live: live.data, draft: undefined, marks: NO_MARKS, retry };
  if (of !== undefined && at !== undefined) {
    return { mode: 'past', snapshot: past.data, error: past.data ? null : past.error, ...none };
  }
  if (id === undefined || hasEnded(draft)) return { mode: 'live', snapshot: live.data, error: liveError, ...none };
  const shown = live.data && draft.data && shownAs(live.data, draft.data, plan.data);
  return {
    mode: 'draft',
    snapshot: shown?.snapshot,
    live: live.data,
    draft: draft.data,
    marks: shown?.marks ?? NO_MARKS,
    error: liveError ?? (draft.data ? null : draft.error),
    retry,
  };
}

/** A draft that was applied or discarded is no view any more: the mesh is shown live then. */
export function hasEnded({ data, error }: { data: ApiDraft | undefined; error: Error | null }): boolean {
  return data?.appliedRevision !== undefined || (error instanceof ClientError && error.code === 'not-found');
}

/** What was worked out for a draft last: many parts of a screen ask for the same. */
const known = new WeakMap<ApiDraft, { live: ApiSnapshot; plan: DraftPlan | undefined; overlay: DraftOverlay }>();

function shownAs(live: ApiSnapshot, draft: ApiDraft, plan: DraftPlan | undefined): DraftOverlay {
  const before = known.get(draft);
  if (before && before.live === live && before.plan === plan) return before.overlay;
  const { snapshot, marks } = before?.live === live ? before.overlay : overlayDraft(live, draft);
  const overlay = { snapshot: { ...snapshot, problems: problemsOf(snapshot, live, plan) }, marks };
  known.set(draft, { live, plan, overlay });
  return overlay;
}

/** Problems of the mesh as it would be, as the control plane finds them; live's until it has answered. */
function problemsOf(snapshot: ApiSnapshot, live: ApiSnapshot, plan: DraftPlan | undefined): ApiProblem[] {
  if (plan) return plan.problems.map(({ isNew: _isNew, ...problem }) => problem);
  const there = new Set(snapshot.resources.map((resource) => refKey(resource)));
  return live.problems.filter((problem) => there.has(refKey(problem.resource)));
}
