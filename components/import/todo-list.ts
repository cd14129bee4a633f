import { kindOf, refOf } from '@/lib/formats';
import { type ImportAnswer, type ResourceRef, refKey, type TodoKind } from '@/lib/model';

import type { Words } from './use-said';

type Todo = ImportAnswer['todo'][number];

/** A value that is asked for: once, however many files want it. */
export interface Ask {
  variable: string;
  kind: TodoKind;
  reasons: Words[];
  /** Stands until there is a better one. */
  proposal?: string;
  places: { file: string; where: string }[];
}

/** One resource that files define differently: the numbers are those of its to-dos. */
export interface Twins {
  ref: ResourceRef;
  all: { number: number; todo: Todo }[];
}

export interface SortedTodos {
  asks: Ask[];
  twins: Twins[];
  /** What somebody should look at. */
  others: Todo[];
  /** What was left alone, to be known. */
  notes: Todo[];
}

const NOTES: readonly TodoKind[] = ['not-app-mesh', 'wrong-format', 'condition-false'];

/** The to-dos of a reading, as a person goes through them. `has` tells what the mesh has already. */
export function sortTodos(todo: readonly Todo[], has: (ref: ResourceRef) => boolean): SortedTodos {
  const asks = Map.groupBy(
    todo.filter(({ variable }) => variable !== undefined),
    ({ variable }) => variable ?? '',
  );
  const twins = new Map<string, Twins>();
  const others: Todo[] = [];
  const notes: Todo[] = [];
  for (const [number, entry] of todo.entries()) {
    if (entry.variable !== undefined || isThere(entry, has)) continue;
    if (entry.kind === 'conflict' && entry.resource) addTwin(twins, entry, number);
    else if (NOTES.includes(entry.kind) || isTakenOnce(entry)) notes.push(entry);
    else others.push(entry);
  }
  return {
    asks: [...asks].map(([variable, same]) => askOf(variable, same)).sort(openFirst),
    twins: [...twins.values()],
    others,
    notes,
  };
}

function askOf(variable: string, same: readonly Todo[]): Ask {
  const proposal = same.find((entry) => entry.proposal !== undefined)?.proposal;
  return {
    variable,
    kind: same[0]?.kind ?? 'value-needed',
    reasons: [...new Map(same.map(({ reason, message, said }) => [reason ?? message, said])).entries()].map(
      ([text, said]) => ({ message: text, ...(said && { said }) }),
    ),
    ...(proposal !== undefined && { proposal }),
    places: same.map(({ file, where }) => ({ file, where })),
  };
}

/** Files that define several times what others define too, and how many of those; the most first. */
export function twinFiles(twins: readonly Twins[]): { file: string; count: number }[] {
  const files = Map.groupBy(
    twins.flatMap(({ all }) => [...new Set(all.map(({ todo }) => todo.file))]),
    (file) => file,
  );
  return [...files].map(([file, { length }]) => ({ file, count: length })).sort((a, b) => b.count - a.count);
}

/** The choice of everything that a file defines: by resource, the number of its first definition there. */
export function allFrom(twins: readonly Twins[], file: string): Record<string, number> {
  return Object.fromEntries(
    twins.flatMap(({ ref, all }) => {
      const own = all.find(({ todo }) => todo.file === file);
      return own ? [[refKey(ref), own.number]] : [];
    }),
  );
}

/** The files that want a value. */
export function filesOf({ places }: Ask): string[] {
  return [...new Set(places.map(({ file }) => file))];
}

/** The same question once for each file, under the name by which the readers take an answer for one file alone. */
export function oneForEachFile(ask: Ask): Ask[] {
  return filesOf(ask).map((file) => ({
    ...ask,
    variable: `${file}: ${ask.variable}`,
    places: ask.places.filter((place) => place.file === file),
  }));
}

/** What waits for a value comes before what has a proposal. */
function openFirst(a: Ask, b: Ask): number {
  return Number(a.proposal !== undefined) - Number(b.proposal !== undefined);
}

function isThere({ kind, needs }: Todo, has: (ref: ResourceRef) => boolean): boolean {
  return kind === 'dangling' && needs !== undefined && has({ kind: kindOf(needs.type), name: needs.name });
}

/** A second definition that is word for word the first. */
function isTakenOnce({ kind, resource }: Todo): boolean {
  return kind === 'conflict' && resource === undefined;
}

function addTwin(twins: Map<string, Twins>, todo: Todo, number: number): void {
  if (!todo.resource) return;
  const ref = refOf(todo.resource, String(todo.resource.params.meshName));
  const key = refKey(ref);
  const known = twins.get(key) ?? { ref, all: [] };
  known.all.push({ number, todo });
  twins.set(key, known);
}
