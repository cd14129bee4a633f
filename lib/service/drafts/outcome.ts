import {
  type DraftChange,
  type DraftRefusal,
  type MergedDraft,
  type MeshSnapshot,
  mergeDraft,
  type Problem,
  type ResourceRef,
  refKey,
} from '@/lib/model';
import { stableStringify } from '@/lib/util';
import type { Caller } from '../caller';
import type { DraftDeps } from './deps';
import { meshRefusals, specRefusals } from './refusals';

/** What a draft would make of a mesh, before any Envoy is thought of. */
export interface Outcome {
  /** With every change of the draft. */
  merged: MergedDraft;
  /** Without the changes whose spec is refused: only from this anything may be derived. */
  sound: MergedDraft;
  refusals: DraftRefusal[];
  problems: (Problem & { isNew: boolean })[];
  /** What live has and the draft mends. */
  fixed: Problem[];
}

/** Works a draft out against a snapshot of its mesh. */
export async function outcomeOf(
  deps: DraftDeps,
  caller: Caller,
  { snapshot, changes }: { snapshot: MeshSnapshot; changes: readonly DraftChange[] },
): Promise<Outcome> {
  const at = deps.clock.now();
  const uids = new Map<string, string>();
  const newUid = (ref: ResourceRef) => known(uids, refKey(ref), () => deps.random.uuid());
  const stamp = { at, writer: caller.writer, newUid };
  const merged = mergeDraft(snapshot, changes, stamp);
  const broken = specRefusals(merged.changes);
  const brokenKeys = new Set(broken.map(({ ref }) => refKey(ref)));
  const left = changes.filter(({ ref }) => !brokenKeys.has(refKey(ref)));
  const sound = broken.length === 0 ? merged : mergeDraft(snapshot, left, stamp);
  const refusals = [...broken, ...(await meshRefusals(sound.snapshot, sound.changes, deps.quotas))];
  return { merged, sound, refusals, ...problemsBetween(deps.observed, snapshot, sound.snapshot) };
}

function known(map: Map<string, string>, key: string, make: () => string): string {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function problemsBetween(observed: DraftDeps['observed'], before: MeshSnapshot, after: MeshSnapshot) {
  const old = new Map(observed.problemsIn(before).map((problem) => [stableStringify(problem), problem]));
  const now = new Map(observed.problemsIn(after).map((problem) => [stableStringify(problem), problem]));
  return {
    problems: [...now].map(([key, problem]) => ({ ...problem, isNew: !old.has(key) })),
    fixed: [...old].filter(([key]) => !now.has(key)).map(([, problem]) => problem),
  };
}
