/** Applying, rebasing, and going back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDraft, DraftEdit, NewDraft } from '@/lib/model';
import { ANN, BEN, MESH, nodeSpec, openShop, ROUTE, type Shop, split } from './testing/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.store.close());

const at = (draft: ApiDraft) => ({ mesh: MESH, id: draft.id });
const put = (ref: DraftEdit['ref'], spec: object): DraftEdit => ({ op: 'put', ref, spec: { ...spec } });
const V3 = { kind: 'virtualNode', name: 'v3' } as const;
const live = async (ref: DraftEdit['ref'] = ROUTE) => (await shop.store.read((tx) => tx.get(MESH, ref)))?.spec;
const revision = () => shop.store.read((tx) => tx.revision(MESH));
const make = (from?: NewDraft['from']) => shop.drafts.create(ANN, MESH, { name: 'd', ...(from && { from }) });

async function drafted(...edits: DraftEdit[]): Promise<ApiDraft> {
  return shop.drafts.edit(ANN, at(await make()), edits);
}

async function everything() {
  const all = await shop.store.read((tx) => tx.all(MESH));
  return all
    .map(({ kind, parent, name, spec }) => ({ kind, parent, name, spec }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('applying', () => {
  it('is one revision with a message, one entry of history, and one event', async () => {
    const events: string[] = [];
    shop.store.subscribe((event) => events.push(event.type));
    const draft = await drafted(put(V3, nodeSpec('v3')), put(ROUTE, split(50, 50)));
    const applied = await shop.drafts.apply(ANN, at(draft), { message: 'Half and half' });
    expect(applied).toMatchObject({ revision: 8, draft: { appliedRevision: 8, canUndo: false } });
    expect([await live(), await live(V3)]).toEqual([split(50, 50), nodeSpec('v3')]);
    const [entry, ...older] = await shop.store.read((tx) => tx.history(MESH, { limit: 50 }));
    expect(entry).toMatchObject({ revision: 8, message: 'Half and half', writer: { who: 'ann' } });
    expect(entry?.changes.map(({ ref, before, after }) => [ref.name, before?.version, after?.version])).toEqual([
      ['v3', undefined, 1],
      ['to-back', 1, 2],
    ]);
    expect(older).toHaveLength(7);
    expect(events.filter((type) => type === 'mesh')).toHaveLength(1);
  });

  it('gives the tags of an edit to what it makes, and keeps them through later edits', async () => {
    const tags = [{ key: 'team', value: 'web' }];
    const draft = await drafted({ op: 'put', ref: V3, spec: { ...nodeSpec('v3') }, tags });
    const again = await shop.drafts.edit(ANN, at(draft), [put(V3, nodeSpec('v4'))]);
    expect(again.changes).toMatchObject([{ ref: V3, tags }]);
    await shop.drafts.apply(ANN, at(draft), {});
    const made = await shop.store.read((tx) => tx.get(MESH, V3));
    expect([made?.spec, made?.tags]).toEqual([nodeSpec('v4'), tags]);
  });

  it('leaves the tags of what is there already', async () => {
    const draft = await drafted({
      op: 'put',
      ref: ROUTE,
      spec: { ...split(50, 50) },
      tags: [{ key: 'a', value: 'b' }],
    });
    expect(draft.changes[0]).not.toHaveProperty('tags');
    await shop.drafts.apply(ANN, at(draft), {});
    expect((await shop.store.read((tx) => tx.get(MESH, ROUTE)))?.tags).toEqual([]);
  });

  it('refuses tags that the API would refuse', async () => {
    const draft = await drafted({
      op: 'put',
      ref: V3,
      spec: { ...nodeSpec('v3') },
      tags: [{ key: 'x'.repeat(129), value: '' }],
    });
    const refused = { code: 'conflict', details: { reason: 'refused' } };
    await expect(shop.drafts.apply(ANN, at(draft), {})).rejects.toMatchObject(refused);
  });

  it('is done once', async () => {
    const draft = await drafted(put(ROUTE, split(50, 50)));
    await shop.drafts.apply(ANN, at(draft), {});
    const applied = { code: 'conflict', details: { reason: 'applied', revision: 8 } };
    await expect(shop.drafts.apply(ANN, at(draft), {})).rejects.toMatchObject(applied);
    await expect(shop.drafts.edit(ANN, at(draft), [put(ROUTE, split(1, 1))])).rejects.toMatchObject(applied);
    expect(await shop.drafts.list(ANN, MESH, { applied: false })).toEqual([]);
    expect(await shop.drafts.list(ANN, MESH, { applied: true })).toMatchObject([{ appliedRevision: 8 }]);
  });

  it('is all or nothing', async () => {
    const route = { kind: 'route', parent: 'back-router', name: 'x' } as const;
    const action = { weightedTargets: [{ virtualNode: 'none', weight: 1 }] };
    const draft = await drafted(put(V3, nodeSpec('v3')), put(route, { httpRoute: { match: { prefix: '/' }, action } }));
    await expect(shop.drafts.apply(ANN, at(draft), { confirm: true })).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'refused', refusals: [{ ref: route, code: 'reference-missing' }] },
    });
    expect([await live(V3), await revision()]).toEqual([undefined, 7]);
  });

  it('of nothing is refused', async () => {
    const draft = await drafted(put(ROUTE, split(100, 0)));
    await expect(shop.drafts.apply(ANN, at(draft), {})).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('of an error needs to be confirmed', async () => {
    const draft = await drafted(put(ROUTE, split(0, 0)));
    await expect(shop.drafts.apply(ANN, at(draft), {})).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'errors', problems: [{ code: 'weights-sum-zero' }] },
    });
    expect((await shop.drafts.apply(ANN, at(draft), { confirm: true })).revision).toBe(8);
  });

  it('does not ask about errors that were there before', async () => {
    await shop.weights(BEN, 0, 0);
    const draft = await drafted(put(V3, nodeSpec('v3')));
    expect((await shop.drafts.apply(ANN, at(draft), {})).revision).toBe(9);
  });

  it('on a stale base is a conflict that names both sides, also when nothing clashes', async () => {
    const draft = await drafted(put(ROUTE, split(90, 0)));
    await shop.weights(BEN, 100, 50);
    await expect(shop.drafts.apply(ANN, at(draft), { confirm: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Route to-back was changed by ben (version 2)'),
      details: { reason: 'stale', stale: [{ ref: ROUTE, live: { writer: { who: 'ben' } }, clashes: [] }] },
    });
    expect(await live()).toEqual(split(100, 50));
  });
});

describe('rebasing', () => {
  it('merges what does not clash; then the draft can be applied', async () => {
    const draft = await drafted(put(ROUTE, split(90, 0)));
    await shop.weights(BEN, 100, 50);
    const rebased = await shop.drafts.rebase(ANN, at(draft), {});
    expect(rebased.changes).toMatchObject([{ spec: split(90, 50), base: { version: 2 } }]);
    expect((await shop.drafts.plan(ANN, at(draft), { verdict: false })).stale).toEqual([]);
    await shop.drafts.apply(ANN, at(draft), {});
    expect(await live()).toEqual(split(90, 50));
  });

  it('asks for a choice where both changed a field, and takes it back by undo', async () => {
    const draft = await drafted(put(ROUTE, split(90, 10)));
    await shop.weights(BEN, 100, 50);
    await expect(shop.drafts.rebase(ANN, at(draft), {})).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'stale', stale: [{ clashes: [{ mine: 10, theirs: 50 }] }] },
    });
    const choices = [{ ref: ROUTE, take: 'theirs' as const }];
    expect((await shop.drafts.rebase(ANN, at(draft), { choices })).changes).toMatchObject([{ spec: split(90, 50) }]);
    expect((await shop.drafts.undo(ANN, at(draft))).changes).toEqual(draft.changes);
    expect((await shop.drafts.rebase(ANN, at(draft), { take: 'mine' })).changes).toMatchObject([
      { spec: split(90, 10) },
    ]);
  });
});

describe('going back', () => {
  it('reverts one revision and keeps what others changed since', async () => {
    const reverted = await shop.weights(ANN, 60, 0);
    await shop.weights(BEN, 60, 40);
    const draft = await make({ revert: reverted });
    expect(draft.changes).toMatchObject([{ op: 'put', ref: ROUTE, spec: split(100, 40) }]);
    await shop.drafts.apply(ANN, at(draft), {});
    expect(await live()).toEqual(split(100, 40));
  });

  it('shows both sides where the same field was changed since', async () => {
    const reverted = await shop.weights(ANN, 60, 0);
    await shop.weights(BEN, 30, 0);
    const { stale } = await shop.drafts.plan(ANN, at(await make({ revert: reverted })), { verdict: false });
    expect(stale).toMatchObject([{ clashes: [{ base: 60, mine: 100, theirs: 30 }] }]);
  });

  it('restores everything as it was at a revision', async () => {
    const before = await everything();
    await shop.weights(BEN, 1, 2);
    await shop.service.createResource(BEN, 'virtualNode', {
      meshName: 'shop',
      virtualNodeName: 'v3',
      spec: nodeSpec('v3'),
    });
    await shop.service.deleteResource(BEN, 'virtualNode', { meshName: 'shop', virtualNodeName: 'front' });
    await shop.weights(BEN, 3, 4);
    const draft = await make({ restore: 7 });
    await shop.drafts.apply(ANN, at(draft), {});
    expect(await everything()).toEqual(before);
    expect(await revision()).toBe(12);
  });

  it.each([
    [{ revert: 99 }, 'not-found'],
    [{ restore: 99 }, 'not-found'],
    [{ revert: 1 }, 'bad-request'],
  ] as const)('%j is refused: %s', async (from, code) => {
    await expect(make(from)).rejects.toMatchObject({ code });
  });

  it('does not go back to before the mesh was made anew', async () => {
    await shop.service.createResource(ANN, 'mesh', { meshName: 'other' });
    await shop.service.deleteResource(ANN, 'mesh', { meshName: 'other' });
    await shop.service.createResource(ANN, 'mesh', { meshName: 'other' });
    const other = { ...MESH, mesh: 'other' };
    const draft = shop.drafts.create(ANN, other, { name: 'd', from: { restore: 1 } });
    await expect(draft).rejects.toMatchObject({ code: 'bad-request' });
  });
});
