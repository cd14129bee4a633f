import { type ApiSnapshot, type DraftEdit, type ResourceRef, refKey, sameJson, type Tag } from '@/lib/model';

/** What a resource shall be. `tags` are given to one that does not exist yet; absent = those that the draft has for it. */
export interface Put {
  ref: ResourceRef;
  spec: object;
  tags?: readonly Tag[];
}

/** One edit of a mesh as a person means it: all of it happens, as one step of undo. */
export interface MeshEdit {
  puts?: readonly Put[];
  deletes?: readonly ResourceRef[];
  /** What the draft shall say nothing about any more. */
  drops?: readonly ResourceRef[];
  /** What is done, in a few words: the toast says it, and a draft that is made for it bears it as its name. */
  title: string;
}

/**
 * The edits of a draft that a person's edit means. What was edited is the live resource of the snapshot, or what the
 * draft has already; a resource that is put back to how it is live leaves the draft.
 */
export function draftEdits(
  { puts = [], deletes = [], drops = [] }: MeshEdit,
  live: ApiSnapshot,
  draft: { readonly changes: readonly { readonly ref: ResourceRef }[] },
): DraftEdit[] {
  const stored = new Map(live.resources.map((resource) => [refKey(resource), resource]));
  const held = new Set(draft.changes.map(({ ref }) => refKey(ref)));
  const put = ({ ref, spec, tags }: Put): DraftEdit => {
    const key = refKey(ref);
    const resource = stored.get(key);
    if (held.has(key)) {
      return resource && sameJson(resource.spec, spec) ? { op: 'drop', ref } : { op: 'put', ref, spec: { ...spec } };
    }
    const base = resource ? { uid: resource.uid, version: resource.version } : null;
    return { op: 'put', ref, spec: { ...spec }, base, ...(tags && !base && { tags: [...tags] }) };
  };
  const remove = (ref: ResourceRef): DraftEdit => {
    const resource = stored.get(refKey(ref));
    if (!resource) return { op: 'drop', ref };
    const base = held.has(refKey(ref)) ? undefined : { uid: resource.uid, version: resource.version };
    return { op: 'delete', ref, ...(base && { base }) };
  };
  return [...puts.map(put), ...deletes.map(remove), ...drops.map((ref) => ({ op: 'drop' as const, ref }))];
}

/** Of a draft's name. */
const MOST_CHARACTERS = 100;

/** A title as the name of a draft. */
export function draftName(title: string): string {
  const characters = [...title];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…` : title;
}
