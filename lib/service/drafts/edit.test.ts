/** Making and editing drafts: who may, bases, undo, comments, two people at once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDraft } from '@/lib/model';
import { ANN, BEN, MESH, nodeSpec, openShop, person, ROUTE, type Shop, split } from './testing/shop';

let shop: Shop;
let draft: ApiDraft;
beforeEach(async () => {
  shop = await openShop();
  draft = await shop.drafts.create(ANN, MESH, { name: 'canary' });
});
afterEach(() => shop.store.close());

const at = (version?: number) => ({ mesh: MESH, id: draft.id, version });
const put = (spec: object, more: object = {}) => ({ op: 'put' as const, ref: ROUTE, spec: { ...spec }, ...more });
const live = () => shop.store.read((tx) => tx.get(MESH, ROUTE));

describe('a draft', () => {
  it('has an author, is listed with what it holds, renamed and deleted', async () => {
    await shop.drafts.edit(BEN, at(), [put(split(90, 10))]);
    await shop.drafts.comment(BEN, at(), 'Not on Friday.');
    await shop.drafts.rename(BEN, at(), 'canary of v2');
    const [listed] = await shop.drafts.list(person('eve', 'viewer'), MESH, { applied: false });
    expect(listed).toMatchObject({ id: draft.id, mesh: 'shop', name: 'canary of v2', author: 'ann', updatedBy: 'ben' });
    expect(listed).toMatchObject({ version: 4, resources: 1, comments: 1 });
    expect((await shop.drafts.get(ANN, at())).comments).toMatchObject([{ who: 'ben', text: 'Not on Friday.' }]);
    await shop.drafts.delete(BEN, at());
    expect(await shop.drafts.list(ANN, MESH, { applied: true })).toEqual([]);
    await expect(shop.drafts.get(ANN, at())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('changes neither the mesh nor its revision', async () => {
    await shop.drafts.edit(ANN, at(), [put(split(90, 10))]);
    expect(await shop.store.read((tx) => tx.revision(MESH))).toBe(7);
    expect((await live())?.spec).toEqual(split(100, 0));
  });

  it('needs its mesh', async () => {
    const nowhere = { ...MESH, mesh: 'nowhere' };
    await expect(shop.drafts.create(ANN, nowhere, { name: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['viewer', 'console'] as const)('is read by role %s, and changed by none such', async (role) => {
    const caller = person('eve', role);
    expect((await shop.drafts.get(caller, at())).name).toBe('canary');
    await shop.drafts.plan(caller, at(), { verdict: false });
    for (const refused of [
      shop.drafts.create(caller, MESH, { name: 'x' }),
      shop.drafts.edit(caller, at(), [put(split(1, 1))]),
      shop.drafts.comment(caller, at(), 'x'),
      shop.drafts.rename(caller, at(), 'x'),
      shop.drafts.undo(caller, at()),
      shop.drafts.rebase(caller, at(), {}),
      shop.drafts.apply(caller, at(), {}),
      shop.drafts.delete(caller, at()),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('of another account is refused', async () => {
    const stranger = { ...ANN, account: '999999999999' };
    await expect(shop.drafts.list(stranger, MESH, { applied: false })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(shop.drafts.apply(stranger, at(), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an edit', () => {
  it('remembers what it set out from, and keeps it when edited again', async () => {
    const base = await live();
    await shop.drafts.edit(ANN, at(), [put(split(90, 10))]);
    await shop.weights(BEN, 50, 50);
    const { changes } = await shop.drafts.edit(ANN, at(), [put(split(80, 20))]);
    const expected = { uid: base?.uid, version: 1, spec: split(100, 0) };
    expect(changes).toEqual([{ op: 'put', ref: ROUTE, spec: split(80, 20), base: expected }]);
  });

  it('may name an older version, as long as history has it', async () => {
    const old = await live();
    await shop.weights(BEN, 50, 50);
    const base = { uid: old?.uid ?? '', version: 1 };
    const { changes } = await shop.drafts.edit(ANN, at(), [put(split(90, 10), { base })]);
    expect(changes[0]?.base).toEqual({ ...base, spec: split(100, 0) });
    const unknown = shop.drafts.edit(ANN, at(), [put(split(1, 1), { base: { uid: 'other', version: 1 } })]);
    await expect(unknown).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('drops what the API does not know, as the App Mesh API does', async () => {
    const { changes } = await shop.drafts.edit(ANN, at(), [put({ ...split(1, 1), nonsense: 1, priority: null })]);
    expect(changes[0]?.spec).toEqual(split(1, 1));
  });

  it('deletes, makes and drops; a made resource that is deleted leaves nothing', async () => {
    const ref = { kind: 'virtualNode', name: 'v3' } as const;
    const remove = { op: 'delete' as const, ref: ROUTE };
    await shop.drafts.edit(ANN, at(), [{ op: 'put', ref, spec: nodeSpec('v3') }, remove]);
    const both = await shop.drafts.get(ANN, at());
    expect(both.changes.map(({ op, base }) => [op, base?.version])).toEqual([
      ['put', undefined],
      ['delete', 1],
    ]);
    const none = await shop.drafts.edit(ANN, at(), [
      { op: 'delete', ref },
      { op: 'drop', ref: ROUTE },
    ]);
    expect(none.changes).toEqual([]);
  });

  it.each([
    ['a route without its router', { kind: 'route', name: 'x' }, 'VirtualRouter'],
    ['a node with a parent', { kind: 'virtualNode', parent: 'p', name: 'x' }, 'has no parent'],
    ['another mesh', { kind: 'mesh', name: 'other' }, 'shop'],
  ] as const)('of %s is refused', async (_, ref, words) => {
    const edit = shop.drafts.edit(ANN, at(), [{ op: 'put', ref, spec: {} }]);
    await expect(edit).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining(words) });
  });

  it('cannot delete the mesh, nor what is not there', async () => {
    const mesh = shop.drafts.edit(ANN, at(), [{ op: 'delete', ref: { kind: 'mesh', name: 'shop' } }]);
    await expect(mesh).rejects.toMatchObject({ code: 'bad-request' });
    const none = shop.drafts.edit(ANN, at(), [{ op: 'delete', ref: { kind: 'virtualNode', name: 'none' } }]);
    await expect(none).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is taken back and done again', async () => {
    await shop.drafts.edit(ANN, at(), [put(split(90, 10))]);
    await shop.drafts.edit(ANN, at(), [put(split(80, 20))]);
    const undone = await shop.drafts.undo(ANN, at());
    expect(undone).toMatchObject({ changes: [{ spec: split(90, 10) }], canUndo: true, canRedo: true });
    expect(await shop.drafts.redo(ANN, at())).toMatchObject({ changes: [{ spec: split(80, 20) }], canRedo: false });
    await shop.drafts.undo(ANN, at());
    await shop.drafts.undo(ANN, at());
    await expect(shop.drafts.undo(ANN, at())).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('does not overwrite what somebody else edited since', async () => {
    await shop.drafts.edit(BEN, at(1), [put(split(90, 10))]);
    await expect(shop.drafts.edit(ANN, at(1), [put(split(1, 99))])).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'version', version: 2, updatedBy: 'ben' },
    });
    expect((await shop.drafts.edit(ANN, at(2), [put(split(1, 99))])).version).toBe(3);
  });
});
