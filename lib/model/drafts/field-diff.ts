import { isJsonObject, memberOf, sameJson } from './json';
import { type Keying, keyLists, keyOf } from './list-keys';

/** One step into a spec: a member, or the element of a list with that key. */
export type FieldStep = string | { by: Keying; key: string };

/** One field that differs. `before` is absent when added, `after` when removed. */
export interface FieldChange {
  /** `httpRoute.action.weightedTargets[1].weight`: places in lists are those after the change, or before a removal. */
  path: string;
  steps: readonly FieldStep[];
  op: 'added' | 'changed' | 'removed';
  before?: unknown;
  after?: unknown;
}

interface Place {
  path: string;
  steps: readonly FieldStep[];
}

const ROOT: Place = { path: '', steps: [] };

/**
 * What differs between two JSON values, field by field. Elements of lists are told by what names them (list-keys.ts);
 * a list whose elements have no names, or came into another order, is one field.
 *
 * @example diffFields({ weight: 1 }, { weight: 5 }) // [{ path: 'weight', op: 'changed', before: 1, after: 5, … }]
 */
export function diffFields(before: unknown, after: unknown): FieldChange[] {
  const out: FieldChange[] = [];
  walk(before, after, ROOT, out);
  return out;
}

function walk(before: unknown, after: unknown, at: Place, out: FieldChange[]): void {
  if (sameJson(before, after)) return;
  if (isJsonObject(before) && isJsonObject(after)) walkMembers(before, after, at, out);
  else if (!walkElements(before, after, at, out)) out.push(whole(before, after, at));
}

function whole(before: unknown, after: unknown, at: Place): FieldChange {
  if (before === undefined) return { ...at, op: 'added', after };
  if (after === undefined) return { ...at, op: 'removed', before };
  return { ...at, op: 'changed', before, after };
}

function walkMembers(before: object, after: object, at: Place, out: FieldChange[]): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const path = at.path === '' ? name : `${at.path}.${name}`;
    walk(memberOf(before, name), memberOf(after, name), { path, steps: [...at.steps, name] }, out);
  }
}

/** False unless both are lists that can be compared element by element, so that the changes give `after` again. */
function walkElements(before: unknown, after: unknown, at: Place, out: FieldChange[]): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  const keyed = keyLists([before, after]);
  const [old, now] = keyed?.lists ?? [];
  if (!keyed || !old || !now) return false;
  const left = [...old.keys()].filter((key) => now.has(key));
  const added = [...now.keys()].filter((key) => !old.has(key));
  if (![...left, ...added].every((key, i) => keyOf(keyed.by, after[i]) === key)) return false;
  const visit = (key: string, position: number) => {
    const place = { path: `${at.path}[${position}]`, steps: [...at.steps, { by: keyed.by, key }] };
    walk(old.get(key), now.get(key), place, out);
  };
  for (const [position, key] of [...old.keys()].entries()) if (!now.has(key)) visit(key, position);
  for (const [position, key] of [...now.keys()].entries()) visit(key, position);
  return true;
}

/** Puts changes into a value; `applyFields(a, diffFields(a, b))` says the same as `b`. */
export function applyFields(value: unknown, changes: readonly FieldChange[]): unknown {
  return changes.reduce((result, { steps, after }) => put(result, steps, after), value);
}

function put(value: unknown, [step, ...rest]: readonly FieldStep[], after: unknown): unknown {
  if (step === undefined) return after;
  return typeof step === 'string' ? putMember(value, step, rest, after) : putElement(value, step, rest, after);
}

/** Members are rebuilt from entries, so that one named `__proto__` stays a member. */
function putMember(value: unknown, name: string, rest: readonly FieldStep[], after: unknown): unknown {
  const members = new Map(isJsonObject(value) ? Object.entries(value) : []);
  const inner = put(members.get(name), rest, after);
  if (inner === undefined) members.delete(name);
  else members.set(name, inner);
  return Object.fromEntries(members);
}

function putElement(
  value: unknown,
  { by, key }: Exclude<FieldStep, string>,
  rest: readonly FieldStep[],
  after: unknown,
): unknown {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const found = list.findIndex((element) => keyOf(by, element) === key);
  const inner = put(list[found], rest, after);
  if (found < 0) return inner === undefined ? list : [...list, inner];
  return inner === undefined ? list.toSpliced(found, 1) : list.with(found, inner);
}
