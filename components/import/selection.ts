import { type Compared, compareLive, type ImportedResource, type MeshResource } from '@/lib/formats';
import { type DraftEdit, type ImportAnswer, KINDS, refKey } from '@/lib/model';
import type { ImportSession } from './session';

/** What happens to one resource of the files. */
export type Fate = 'add' | 'replace' | 'keep' | 'same' | 'waits' | 'undecided';

export interface Planned extends Compared {
  key: string;
  fate: Fate;
  /** Variables that stand in it without a value. */
  waitsFor: string[];
}

/** Names of the meshes in the files; those whose name is not known yet are called by their gap. */
export function meshesOf({ resources, todo }: Pick<ImportAnswer, 'resources' | 'todo'>): string[] {
  const held = todo.flatMap(({ kind, resource }) => (kind === 'conflict' && resource ? [resource] : []));
  return [...new Set([...resources, ...held].map(({ params }) => String(params.meshName ?? '')))];
}

/** Resources of one mesh of the files, with the definitions that a person chose among twins; parents first. */
function chosen(answer: ImportAnswer, source: string, twins: ImportSession['twins']): ImportedResource[] {
  const picked = Object.values(twins).flatMap((number) => answer.todo[number]?.resource ?? []);
  const all = [...answer.resources, ...picked].filter(({ params }) => String(params.meshName ?? '') === source);
  return KINDS.flatMap((kind) => all.filter(({ type }) => type.toLowerCase() === kind.toLowerCase()));
}

/** What is to become of each resource of `source` when it goes into `mesh`, which has `live`. */
export function planImport(
  answer: ImportAnswer,
  { source, mesh, live }: { source: string; mesh: string; live: readonly MeshResource[] },
  { twins, clashes }: Pick<ImportSession, 'twins' | 'clashes'>,
): Planned[] {
  return compareLive(chosen(answer, source, twins), mesh, live).map((one) => {
    const key = refKey(one.ref);
    const waitsFor = gapsIn(one.resource);
    return { ...one, key, waitsFor, fate: fateOf(one, waitsFor, clashes[key]) };
  });
}

/** The mesh's own name does not count: the target gives it. */
function gapsIn({ params, unresolved = [] }: ImportedResource): string[] {
  const text = JSON.stringify({ ...params, meshName: undefined });
  return unresolved.filter((name) => text.includes(JSON.stringify(`\${${name}}`).slice(1, -1)));
}

function fateOf({ state }: Compared, waitsFor: readonly string[], clash: 'replace' | 'keep' | undefined): Fate {
  if (waitsFor.length > 0) return 'waits';
  if (state === 'same') return 'same';
  return state === 'new' ? 'add' : (clash ?? 'undecided');
}

/** How many of each. */
export function countFates(planned: readonly Planned[]): Record<Fate, number> {
  const counts: Record<Fate, number> = { add: 0, replace: 0, keep: 0, same: 0, waits: 0, undecided: 0 };
  for (const { fate } of planned) counts[fate] += 1;
  return counts;
}

/** The edits of the draft. The mesh itself is among them only where it is there and differs. */
export function editsOf(planned: readonly Planned[]): DraftEdit[] {
  return planned
    .filter(({ fate, ref }) => fate === 'replace' || (fate === 'add' && ref.kind !== 'mesh'))
    .map(({ ref, spec, tags, fate }) => ({
      op: 'put',
      ref,
      spec,
      ...(fate === 'add' && tags.length > 0 && { tags }),
    }));
}

/** Most edits of one request, and most of its bytes: the API takes 1,000 and 1 MiB. */
const MOST_EDITS = 500;
const MOST_BYTES = 600 * 1024;

/** Edits in portions that the API takes. */
export function portions(edits: readonly DraftEdit[]): DraftEdit[][] {
  const all: DraftEdit[][] = [];
  let bytes = 0;
  for (const edit of edits) {
    const size = new TextEncoder().encode(JSON.stringify(edit)).length;
    const last = all.at(-1);
    if (last && last.length < MOST_EDITS && bytes + size <= MOST_BYTES) last.push(edit);
    else {
      all.push([edit]);
      bytes = 0;
    }
    bytes += size;
  }
  return all;
}
