import { type MeshKey, type ResourceRef, refKey, type Tag } from '../kinds';
import type { JsonObject } from './json';

/** What a change of a draft set out from: the resource as it was then. */
export interface DraftBase {
  uid: string;
  version: number;
  spec: JsonObject;
}

/**
 * A wish about one resource. A put without `base` creates. The spec may break rules as long as it is a draft; what it
 * points at may be made by another change of the same draft.
 */
export type DraftChange =
  | {
      op: 'put';
      ref: ResourceRef;
      spec: JsonObject;
      base?: DraftBase;
      /** Of a resource that the draft makes; those of an existing one are edited by themselves. */
      tags?: Tag[];
    }
  | { op: 'delete'; ref: ResourceRef; base: DraftBase };

export interface DraftComment {
  at: number;
  who: string;
  text: string;
}

/** One edit, as undo takes it back: each resource's change before and after it; absent = not in the draft. */
export type DraftStep = readonly { ref: ResourceRef; before?: DraftChange; after?: DraftChange }[];

/** The edited part of a draft. */
export interface DraftContent {
  /** At most one for each resource. */
  changes: readonly DraftChange[];
  /** The newest last. */
  undo: readonly DraftStep[];
  redo: readonly DraftStep[];
}

/** A named set of changes to one mesh that nobody's proxies know of. Times in ms since the epoch. */
export interface Draft extends DraftContent {
  id: string;
  meshKey: MeshKey;
  name: string;
  author: string;
  createdAt: number;
  updatedAt: number;
  updatedBy: string;
  /** +1 with each change of the draft, comments included. */
  version: number;
  comments: readonly DraftComment[];
  /** Set once it was applied; from then on it does not change. */
  appliedRevision?: number;
}

export const EMPTY_DRAFT: DraftContent = { changes: [], undo: [], redo: [] };

/** Edits that can be taken back. */
export const MAX_UNDO_STEPS = 100;

/** Puts wishes into a draft, as one step of undo; a wish without `change` takes the resource out of the draft. */
export function editDraft(
  draft: DraftContent,
  wishes: readonly { ref: ResourceRef; change?: DraftChange }[],
): DraftContent {
  const before = byKey(draft.changes);
  const step: DraftStep = wishes.map(({ ref, change }) => {
    const known = before.get(refKey(ref));
    return { ref, ...(known && { before: known }), ...(change && { after: change }) };
  });
  return {
    changes: withSides(draft.changes, step, 'after'),
    undo: [...draft.undo, step].slice(-MAX_UNDO_STEPS),
    redo: [],
  };
}

/** Takes the newest edit back; undefined when there is none. */
export function undoDraft(draft: DraftContent): DraftContent | undefined {
  const step = draft.undo.at(-1);
  if (!step) return undefined;
  const changes = withSides(draft.changes, step, 'before');
  return { changes, undo: draft.undo.slice(0, -1), redo: [...draft.redo, step] };
}

/** Does again what was taken back last; undefined when there is nothing. */
export function redoDraft(draft: DraftContent): DraftContent | undefined {
  const step = draft.redo.at(-1);
  if (!step) return undefined;
  const changes = withSides(draft.changes, step, 'after');
  return { changes, undo: [...draft.undo, step], redo: draft.redo.slice(0, -1) };
}

function byKey(changes: readonly DraftChange[]): Map<string, DraftChange> {
  return new Map(changes.map((change) => [refKey(change.ref), change]));
}

function withSides(changes: readonly DraftChange[], step: DraftStep, side: 'before' | 'after'): DraftChange[] {
  const kept = byKey(changes);
  for (const entry of step) {
    const change = entry[side];
    if (change) kept.set(refKey(entry.ref), change);
    else kept.delete(refKey(entry.ref));
  }
  return [...kept.values()];
}
