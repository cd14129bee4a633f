import { KINDS, type Resource, type ResourceRef, refKey, type SpecByKind, type Writer } from '../kinds';
import { applyChanges, type MeshSnapshot, type ResourceChange, resourcesOf } from '../snapshot';
import type { DraftBase, DraftChange } from './draft';
import { type JsonObject, sameJson } from './json';
import { meetLive, type Stale } from './meet-live';
import type { Side } from './merge-values';

/** What applying would write into every resource that it touches. */
export interface DraftStamp {
  at: number;
  writer: Writer;
  /** The uid of a resource that the draft makes. */
  newUid(ref: ResourceRef): string;
}

export interface MergedDraft {
  /** The mesh as it would be. At a clash it holds the draft's side. */
  snapshot: MeshSnapshot;
  /** What really changes: parents are made before their children and deleted after them. */
  changes: ResourceChange[];
  stale: Stale[];
}

/**
 * The snapshot that applying a draft would make, merged with what others did meanwhile. Every change's spec must have
 * passed its check (validateSpec); a draft never deletes the mesh itself.
 */
export function mergeDraft(snapshot: MeshSnapshot, draft: readonly DraftChange[], stamp: DraftStamp): MergedDraft {
  const live = liveIndex(snapshot);
  const changes: ResourceChange[] = [];
  const stale: Stale[] = [];
  for (const change of draft) {
    const before = live.get(refKey(change.ref));
    const met = meetLive(change, before);
    if (met.stale) stale.push(met.stale);
    const effect = effectOf(snapshot, change, { before, spec: met.spec, stamp });
    if (effect) changes.push(effect);
  }
  const sorted = parentsFirst(changes);
  const after = applyChanges(snapshot, snapshot.revision + 1, sorted);
  if (!after) throw new Error('a draft cannot delete its mesh');
  return { snapshot: after, changes: sorted, stale };
}

/**
 * The draft's changes set upon what is live now. Undefined `take` leaves changes with clashes as they are; they are
 * answered in `open`.
 */
export function rebaseDraft(
  snapshot: MeshSnapshot,
  draft: readonly DraftChange[],
  take?: (ref: ResourceRef) => Side | undefined,
): { changes: DraftChange[]; open: Stale[] } {
  const live = liveIndex(snapshot);
  const open: Stale[] = [];
  const changes = draft.flatMap((change) => {
    const now = live.get(refKey(change.ref));
    const side = take?.(change.ref);
    const met = meetLive(change, now, side);
    if (met.stale && met.stale.clashes.length > 0 && side === undefined) {
      open.push(met.stale);
      return [change];
    }
    return met.stale ? rebased(change.ref, met.spec, now) : [change];
  });
  return { changes, open };
}

/** A resource as the base of a change. */
export function baseOf(resource: Resource): DraftBase {
  return { uid: resource.uid, version: resource.version, spec: resource.spec as unknown as JsonObject };
}

function rebased(ref: ResourceRef, spec: JsonObject | undefined, live: Resource | undefined): DraftChange[] {
  if (live && sameJson(spec, live.spec)) return [];
  if (spec) return [{ op: 'put', ref, spec, ...(live && { base: baseOf(live) }) }];
  return live ? [{ op: 'delete', ref, base: baseOf(live) }] : [];
}

function liveIndex(snapshot: MeshSnapshot): Map<string, Resource> {
  return new Map([...resourcesOf(snapshot)].map((resource) => [refKey(resource), resource]));
}

function effectOf(
  { key }: MeshSnapshot,
  change: DraftChange,
  { before, spec, stamp }: { before: Resource | undefined; spec: JsonObject | undefined; stamp: DraftStamp },
): ResourceChange | undefined {
  const { ref } = change;
  if (!spec) return before && { ref, before };
  if (before && sameJson(before.spec, spec)) return undefined;
  const typed = spec as unknown as SpecByKind[typeof ref.kind];
  const written = { spec: typed, lastUpdatedAt: stamp.at, writer: stamp.writer };
  if (before) return { ref, before, after: { ...before, ...written, version: before.version + 1 } };
  const tags = (change.op === 'put' && change.tags) || [];
  const made = { uid: stamp.newUid(ref), version: 1, createdAt: stamp.at, resourceOwner: key.account, tags };
  return { ref, after: { meshKey: key, ...ref, ...made, ...written } };
}

function parentsFirst(changes: readonly ResourceChange[]): ResourceChange[] {
  const rank = ({ ref }: ResourceChange) => KINDS.indexOf(ref.kind);
  const puts = changes.filter((change) => change.after).sort((a, b) => rank(a) - rank(b));
  const deletes = changes.filter((change) => !change.after).sort((a, b) => rank(b) - rank(a));
  return [...puts, ...deletes];
}
