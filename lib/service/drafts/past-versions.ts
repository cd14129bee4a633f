import { type MeshKey, type Resource, type ResourceRef, refKey } from '@/lib/model';
import type { HistoryEntry, ReadTx } from '@/lib/store';

const PAGE = 200;
/** How far back a version is looked for: an edit that took longer has to begin again. */
const SEARCHED_REVISIONS = 5_000;

/** Entries of a mesh's history from the newest down to `after` (without it). */
export async function* historyDownTo(tx: ReadTx, mesh: MeshKey, after: number): AsyncGenerator<HistoryEntry> {
  let before: number | undefined;
  for (;;) {
    const page = await tx.history(mesh, { limit: PAGE, ...(before !== undefined && { before }) });
    for (const entry of page) {
      if (entry.revision <= after) return;
      yield entry;
    }
    before = page.at(-1)?.revision;
    if (before === undefined || page.length < PAGE) return;
  }
}

/** A resource as it was at one version, from history. */
export async function findVersion(
  tx: ReadTx,
  mesh: MeshKey,
  ref: ResourceRef,
  wanted: { uid: string; version: number },
): Promise<Resource | undefined> {
  const oldest = (await tx.revision(mesh)) - SEARCHED_REVISIONS;
  const key = refKey(ref);
  for await (const { changes } of historyDownTo(tx, mesh, oldest)) {
    for (const change of changes) {
      if (refKey(change.ref) !== key) continue;
      for (const side of [change.after, change.before]) {
        if (side?.uid === wanted.uid && side.version === wanted.version) return side;
      }
    }
  }
  return undefined;
}
