import { type MeshKey, type ResourceChange, type Revision, type RevisionFilter, refKey, sameTags } from '@/lib/model';
import type { HistoryEntry, ReadTx } from '@/lib/store';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps } from './deps';

/** Which entries are wanted: `before` excludes that revision and all later ones. */
export interface RevisionPage extends RevisionFilter {
  before?: number;
  limit: number;
}

/** Entries of one answer; `next` = the `before` to go on with, absent at the end of the history. */
export interface RevisionsFound {
  revisions: Revision[];
  next?: number;
}

const PAGE = 200;

/** Most entries that one answer looks at: a filter that finds little is asked again from where it stopped. */
export const MOST_SCANNED = 5_000;

/** Entries of a mesh's history that match, newest first. */
export async function readRevisions(
  deps: Pick<ServiceDeps, 'store'>,
  caller: Caller,
  mesh: MeshKey,
  { before, limit, ...filter }: RevisionPage,
): Promise<RevisionsFound> {
  authorize(caller, 'read', mesh.account);
  return read(deps, (tx) => search({ tx, mesh, limit, matches: matcherOf(filter) }, before));
}

interface Search {
  tx: ReadTx;
  mesh: MeshKey;
  limit: number;
  matches: (entry: HistoryEntry) => boolean;
}

async function search({ tx, mesh, limit, matches }: Search, before: number | undefined): Promise<RevisionsFound> {
  const revisions: Revision[] = [];
  let last = before;
  for (let scanned = 0; scanned < MOST_SCANNED; ) {
    const entries = await tx.history(mesh, { limit: PAGE, ...(last !== undefined && { before: last }) });
    for (const entry of entries) {
      last = entry.revision;
      if (matches(entry)) revisions.push(apiRevision(entry));
      if (revisions.length === limit) return { revisions, ...(last > 1 && { next: last }) };
    }
    scanned += entries.length;
    if (entries.length < PAGE) return { revisions };
  }
  return { revisions, ...(last !== undefined && last > 1 && { next: last }) };
}

function matcherOf({ who, door, kind, resource, text }: RevisionFilter): (entry: HistoryEntry) => boolean {
  const wanted = text?.toLowerCase();
  return ({ writer, changes, message }) =>
    (who === undefined || writer.who === who) &&
    (door === undefined || writer.door === door) &&
    (kind === undefined || changes.some(({ ref }) => ref.kind === kind)) &&
    (resource === undefined || changes.some(({ ref }) => refKey(ref) === resource)) &&
    (wanted === undefined ||
      [message, writer.who, ...changes.flatMap(({ ref }) => [ref.name, ref.parent ?? ''])].some((one) =>
        one.toLowerCase().includes(wanted),
      ));
}

function apiRevision({ revision, at, writer, message, changes }: HistoryEntry): Revision {
  return { revision, at, writer, message, changes: changes.map(apiChange) };
}

function apiChange({ ref, before, after }: ResourceChange): Revision['changes'][number] {
  const op = before ? (after ? 'changed' : 'removed') : 'added';
  const tags = { before: [...(before?.tags ?? [])], after: [...(after?.tags ?? [])] };
  return {
    ref,
    op,
    ...(before && { before: before.spec }),
    ...(after && { after: after.spec }),
    ...(!sameTags(tags.before, tags.after) && { tags }),
  };
}
