import type { Tag } from './kinds';

/** Whether two lists hold the same tags; their order says nothing. */
export function sameTags(a: readonly Tag[], b: readonly Tag[]): boolean {
  const values = new Map(a.map(({ key, value }) => [key, value]));
  return a.length === b.length && b.every(({ key, value }) => values.get(key) === value);
}

/** What has to be sent to turn one list into another: keys to remove, and tags to set. */
export function tagChanges(before: readonly Tag[], after: readonly Tag[]): { remove: string[]; set: Tag[] } {
  const wanted = new Map(after.map((tag) => [tag.key, tag]));
  const had = new Map(before.map(({ key, value }) => [key, value]));
  return {
    remove: [...had.keys()].filter((key) => !wanted.has(key)),
    set: [...wanted.values()].filter(({ key, value }) => had.get(key) !== value),
  };
}
