import { type ApiResource, KINDS, type Revision, refKey, sameJson } from '@/lib/model';

/** What differs between two states of a mesh, as a revision would tell it: kind by kind, by name. */
export function differences(before: readonly ApiResource[], after: readonly ApiResource[]): Revision['changes'] {
  const old = new Map(before.map((resource) => [refKey(resource), resource]));
  const now = new Map(after.map((resource) => [refKey(resource), resource]));
  const all = new Map([...old, ...now]);
  return [...all]
    .filter(([key]) => !sameJson(old.get(key)?.spec, now.get(key)?.spec))
    .sort(([, a], [, b]) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (refKey(a) < refKey(b) ? -1 : 1))
    .map(([key, { kind, parent, name }]) => {
      const [was, is] = [old.get(key), now.get(key)];
      return {
        ref: { kind, name, ...(parent !== undefined && { parent }) },
        op: !was ? ('added' as const) : is ? ('changed' as const) : ('removed' as const),
        ...(was && { before: was.spec }),
        ...(is && { after: is.spec }),
      };
    });
}
