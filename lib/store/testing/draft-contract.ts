import { expect, it } from 'vitest';
import type { Draft } from '@/lib/model';
import { eachFixture } from './each-fixture';
import { ENTRY, HOME, MESH, type OpenFixture, record, resource } from './fixture';

const NODE = { kind: 'virtualNode', name: 'n' } as const;

/** A draft with one of everything. */
export const DRAFT: Draft = {
  id: 'd1',
  meshKey: MESH,
  name: '新しい経路',
  author: '山田',
  createdAt: 1000.5,
  updatedAt: 2000.5,
  updatedBy: 'admin',
  version: 3,
  changes: [
    { op: 'put', ref: NODE, spec: { backends: [] }, base: { uid: 'u', version: 2, spec: {} } },
    { op: 'delete', ref: { kind: 'route', parent: 'r', name: 'x' }, base: { uid: 'v', version: 1, spec: { a: 1 } } },
  ],
  undo: [[{ ref: NODE, after: { op: 'put', ref: NODE, spec: {} } }]],
  redo: [],
  comments: [{ at: 5, who: 'admin', text: 'Not on Friday.' }],
};

/** Drafts, and the news about them. */
export function draftContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('keeps, replaces and deletes a draft', async () => {
    const { store } = fixture();
    const applied: Draft = { ...DRAFT, name: 'renamed', version: 4, changes: [], appliedRevision: 7 };
    for (const draft of [DRAFT, applied]) {
      await store.write((tx) => tx.putDraft(draft));
      expect(await store.read((tx) => tx.draft(MESH, 'd1'))).toEqual(draft);
    }
    await store.write((tx) => tx.deleteDraft(MESH, 'd1'));
    expect(await store.read((tx) => tx.draft(MESH, 'd1'))).toBeUndefined();
  });

  it('lists the drafts of one mesh, oldest first', async () => {
    const { store } = fixture();
    const elsewhere = { ...DRAFT, meshKey: { ...HOME, mesh: 'other' } };
    const drafts = [{ ...DRAFT, id: 'a', createdAt: 3 }, { ...DRAFT, id: 'b', createdAt: 1 }, elsewhere];
    await store.write(async (tx) => {
      for (const draft of drafts) await tx.putDraft(draft);
    });
    const ids = async (mesh: string) =>
      (await store.read((tx) => tx.drafts({ ...HOME, mesh }))).map((draft) => draft.id);
    expect([await ids(MESH.mesh), await ids('other'), await ids('none')]).toEqual([['b', 'a'], ['d1'], []]);
  });

  it('tells the feed which draft changed, after the commit and in order with the mesh', async () => {
    const { store } = fixture();
    const events = record(store);
    await store.write((tx) => tx.putDraft(DRAFT));
    await store.write(async (tx) => {
      await tx.put(resource('mesh', MESH.mesh));
      await tx.commitRevision(MESH, ENTRY);
      await tx.putDraft({ ...DRAFT, appliedRevision: 1 });
    });
    await store.write((tx) => tx.deleteDraft(MESH, 'd1'));
    await store.write((tx) => tx.deleteDraft(MESH, 'd1'));
    expect(events.map((event) => [event.seq, event.type])).toEqual([
      [1, 'draft'],
      [2, 'mesh'],
      [3, 'draft'],
      [4, 'draft'],
    ]);
    expect(events[0]).toMatchObject({ mesh: MESH, draft: 'd1', deleted: false, committedAt: expect.any(Number) });
    expect(events[3]).toMatchObject({ mesh: MESH, draft: 'd1', deleted: true });
  });

  it('keeps nothing of a transaction that failed', async () => {
    const { store } = fixture();
    const events = record(store);
    const failing = store.write(async (tx) => {
      await tx.putDraft(DRAFT);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await store.read((tx) => tx.drafts(MESH)), events]).toEqual([[], []]);
  });
}
