import type { Writer } from '../kinds';
import type { DraftBase, DraftChange } from './draft';
import { type JsonObject, sameJson } from './json';
import { type Clash, mergeValues, type Side } from './merge-values';

/** What a draft's change is held against: a stored resource, as the store or the API has it. */
export interface LiveSide {
  uid: string;
  version: number;
  spec: object;
  lastUpdatedAt: number;
  writer: Writer;
}

/** How the live side moved away under a change: both sides by name, and what can be merged. */
export interface Stale {
  ref: DraftChange['ref'];
  /** `created`: both made it. `deleted`: it is gone. `changed`: also when it was deleted and made anew. */
  reason: 'created' | 'changed' | 'deleted';
  base?: { uid: string; version: number };
  live?: { uid: string; version: number; at: number; writer: Writer };
  /** Fields that only the live side changed: merging takes them. */
  fromLive: string[];
  /** Fields that both changed; path '' = the whole resource. Here somebody has to choose. */
  clashes: Clash[];
}

/** What a change makes of the live resource. `spec` undefined: the resource would not be there. */
export interface Met {
  spec: JsonObject | undefined;
  stale?: Stale;
}

/** Holds a change against the resource as it is now. Where both changed a field, `take` says whose value stands. */
export function meetLive(change: DraftChange, live: LiveSide | undefined, take: Side = 'mine'): Met {
  return change.op === 'delete' ? meetDelete(change, live, take) : meetPut(change, live, take);
}

function specOf(resource: LiveSide): JsonObject {
  return resource.spec as unknown as JsonObject;
}

/** A version that was only counted up, with the same spec, is no other side. */
function isFresh(base: DraftBase, live: LiveSide): boolean {
  return base.uid === live.uid && (base.version === live.version || sameJson(base.spec, live.spec));
}

function meetDelete(change: Extract<DraftChange, { op: 'delete' }>, live: LiveSide | undefined, take: Side): Met {
  if (!live || isFresh(change.base, live)) return { spec: undefined };
  const clashes = [{ path: '', base: change.base.spec, theirs: live.spec }];
  const stale = staleOf(change, live, { reason: 'changed', fromLive: [], clashes });
  return { spec: take === 'mine' ? undefined : specOf(live), stale };
}

function meetPut(change: Extract<DraftChange, { op: 'put' }>, live: LiveSide | undefined, take: Side): Met {
  const { base, spec } = change;
  if (!live) {
    if (!base) return { spec };
    const clashes = [{ path: '', base: base.spec, mine: spec }];
    const stale = staleOf(change, undefined, { reason: 'deleted', fromLive: [], clashes });
    return { spec: take === 'mine' ? spec : undefined, stale };
  }
  if (base ? isFresh(base, live) : sameJson(spec, live.spec)) return { spec };
  const merged = mergeValues({ base: base?.spec ?? {}, mine: spec, theirs: live.spec }, take);
  const { clashes, fromTheirs } = merged;
  const stale = staleOf(change, live, { reason: base ? 'changed' : 'created', fromLive: fromTheirs, clashes });
  return { spec: merged.value as JsonObject, stale };
}

function staleOf(
  { ref, base }: DraftChange,
  live: LiveSide | undefined,
  what: Pick<Stale, 'reason' | 'fromLive' | 'clashes'>,
): Stale {
  return {
    ref,
    ...(base && { base: { uid: base.uid, version: base.version } }),
    ...(live && { live: { uid: live.uid, version: live.version, at: live.lastUpdatedAt, writer: live.writer } }),
    ...what,
  };
}
