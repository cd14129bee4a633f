import { isJsonObject, memberOf, sameJson } from './json';
import { keyLists } from './list-keys';

/** The value that both sides set out from, and what each made of it. `undefined` = not there. */
export interface Sides {
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** A field that both sides changed, each in another way. */
export interface Clash {
  path: string;
  base?: unknown;
  mine?: unknown;
  theirs?: unknown;
}

export interface MergedValue {
  /** At a clash it holds the side that was asked for. */
  value: unknown;
  clashes: Clash[];
  /** Paths of fields that only `theirs` changed. */
  fromTheirs: string[];
}

/** Whose value stands where both sides changed a field. */
export type Side = 'mine' | 'theirs';

interface Merge {
  take: Side;
  clashes: Clash[];
  fromTheirs: string[];
}

/** Merges two changes of one JSON value, field by field as diffFields tells fields apart. */
export function mergeValues(sides: Sides, take: Side = 'mine'): MergedValue {
  const merge: Merge = { take, clashes: [], fromTheirs: [] };
  const value = walk(sides, '', merge);
  return { value, clashes: merge.clashes, fromTheirs: merge.fromTheirs };
}

function walk(sides: Sides, path: string, merge: Merge): unknown {
  const { base, mine, theirs } = sides;
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return mine;
  if (sameJson(base, mine)) {
    merge.fromTheirs.push(path);
    return theirs;
  }
  if (isJsonObject(base) && isJsonObject(mine) && isJsonObject(theirs)) return mergeMembers(sides, path, merge);
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    const merged = mergeElements([base, mine, theirs], path, merge);
    if (merged) return merged;
  }
  return clash(sides, path, merge);
}

function clash({ base, mine, theirs }: Sides, path: string, merge: Merge): unknown {
  merge.clashes.push({
    path,
    ...(base !== undefined && { base }),
    ...(mine !== undefined && { mine }),
    ...(theirs !== undefined && { theirs }),
  });
  return merge.take === 'mine' ? mine : theirs;
}

function mergeMembers(sides: Sides, path: string, merge: Merge): unknown {
  const names = new Set([sides.mine, sides.theirs].flatMap((side) => Object.keys(side as object)));
  const members = [...names].flatMap((name) => {
    const of = (side: unknown) => memberOf(side, name);
    const inner = { base: of(sides.base), mine: of(sides.mine), theirs: of(sides.theirs) };
    const merged = walk(inner, path === '' ? name : `${path}.${name}`, merge);
    return merged === undefined ? [] : [[name, merged] as const];
  });
  return Object.fromEntries(members);
}

/** Undefined when elements cannot be told apart, or when both sides changed their order. */
function mergeElements(
  all: [readonly unknown[], readonly unknown[], readonly unknown[]],
  path: string,
  merge: Merge,
): unknown[] | undefined {
  const [base, mine, theirs] = keyLists(all)?.lists ?? [];
  if (!base || !mine || !theirs) return undefined;
  const first = sameOrder(base, theirs) ? mine : sameOrder(base, mine) ? theirs : undefined;
  if (!first) return undefined;
  const keys = new Set([...first.keys(), ...mine.keys(), ...theirs.keys()]);
  return [...keys].flatMap((key) => {
    const inner = { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) };
    const merged = walk(inner, `${path}[${key}]`, merge);
    return merged === undefined ? [] : [merged];
  });
}

/** Whether what both have stands in the same order in both. */
function sameOrder(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  const order = [...a.keys()].filter((key) => b.has(key));
  return [...b.keys()].filter((key) => a.has(key)).every((key, i) => key === order[i]);
}
