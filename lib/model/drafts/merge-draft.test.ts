import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind, type Resource, type SpecByKind } from '../kinds';
import { buildSnapshot, type MeshSnapshot, resourcesOf } from '../snapshot';
import { type DraftChange, EMPTY_DRAFT, editDraft, MAX_UNDO_STEPS, redoDraft, undoDraft } from './draft';
import type { JsonObject } from './json';
import { baseOf, mergeDraft, rebaseDraft } from './merge-draft';

const key = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };
const THEM = { door: 'sdk', who: 'them', userAgent: '' } as const;
const ME = { door: 'console', who: 'me', userAgent: '' } as const;
const stamp = { at: 77, writer: ME, newUid: () => 'new' };

function resource(kind: Kind, name: string, more: { version?: number; spec?: object; parent?: string } = {}): Resource {
  return {
    meshKey: key,
    kind,
    ...(more.parent !== undefined && { parent: more.parent }),
    name,
    uid: `uid-${name}`,
    version: more.version ?? 1,
    createdAt: 1,
    lastUpdatedAt: more.version ?? 1,
    resourceOwner: key.account,
    spec: (more.spec ?? {}) as SpecByKind[Kind],
    tags: [],
    writer: THEM,
  };
}

const mesh = resource('mesh', 'm');
const snapshotOf = (...resources: Resource[]) => buildSnapshot(key, 5, [mesh, ...resources]);
const node = (version: number, spec: object) => resource('virtualNode', 'n', { version, spec });
const put = (ref: DraftChange['ref'], spec: JsonObject, base?: Resource): DraftChange => ({
  op: 'put',
  ref,
  spec,
  ...(base && { base: baseOf(base) }),
});
const remove = (base: Resource): DraftChange => ({ op: 'delete', ref: bare(base), base: baseOf(base) });
const bare = ({ kind, name, parent }: DraftChange['ref']) => ({ kind, name, ...(parent !== undefined && { parent }) });
const REF = { kind: 'virtualNode', name: 'n' } as const;
const specs = (snapshot: MeshSnapshot) => [...resourcesOf(snapshot)].map(({ name, spec }) => [name, spec]);

describe('a draft on what is live', () => {
  it('makes, changes and removes, parents before children and removals last', () => {
    const live = node(3, { a: 1 });
    const old = resource('virtualService', 's');
    const merged = mergeDraft(
      snapshotOf(live, old),
      [
        remove(old),
        put({ kind: 'route', parent: 'r', name: 'to' }, { x: 1 }),
        put({ kind: 'virtualRouter', name: 'r' }, {}),
        put(REF, { a: 2 }, live),
      ],
      stamp,
    );
    expect(merged.stale).toEqual([]);
    expect(merged.changes.map(({ ref, before, after }) => [ref.name, before?.version, after?.version])).toEqual([
      ['n', 3, 4],
      ['r', undefined, 1],
      ['to', undefined, 1],
      ['s', 1, undefined],
    ]);
    expect(merged.changes[0]?.after).toEqual({
      ...live,
      version: 4,
      spec: { a: 2 },
      lastUpdatedAt: 77,
      writer: ME,
    });
    expect(merged.snapshot.revision).toBe(6);
    expect(specs(merged.snapshot)).toEqual([
      ['m', {}],
      ['n', { a: 2 }],
      ['r', {}],
      ['to', { x: 1 }],
    ]);
  });

  it('changes nothing where live says the same already', () => {
    const live = node(3, { a: 1 });
    const merged = mergeDraft(snapshotOf(live), [put(REF, { a: 1 }), put(REF, { a: 1 }, node(1, { a: 0 }))], stamp);
    expect(merged.changes).toEqual([]);
    const gone = mergeDraft(snapshotOf(), [remove(live)], stamp);
    expect([gone.changes, gone.stale]).toEqual([[], []]);
  });

  it('merges with what others changed, and names both sides', () => {
    const live = node(9, { a: 1, b: 2 });
    const draft = [put(REF, { a: 5, b: 1 }, node(3, { a: 1, b: 1 }))];
    const merged = mergeDraft(snapshotOf(live), draft, stamp);
    expect(merged.snapshot.virtualNodes.get('n')).toMatchObject({ spec: { a: 5, b: 2 }, version: 10 });
    expect(merged.stale).toEqual([
      {
        ref: REF,
        reason: 'changed',
        base: { uid: 'uid-n', version: 3 },
        live: { uid: 'uid-n', version: 9, at: 9, writer: THEM },
        fromLive: ['b'],
        clashes: [],
      },
    ]);
  });

  it('is not stale when only the version was counted up', () => {
    const draft = [put(REF, { a: 5 }, node(3, { a: 1 }))];
    expect(mergeDraft(snapshotOf(node(4, { a: 1 })), draft, stamp).stale).toEqual([]);
  });

  it.each([
    ['deleted', snapshotOf(), put(REF, { a: 2 }, node(1, { a: 1 })), { path: '', base: { a: 1 }, mine: { a: 2 } }],
    ['created', snapshotOf(node(1, { a: 9 })), put(REF, { a: 2 }), { path: 'a', mine: 2, theirs: 9 }],
    [
      'changed',
      snapshotOf(node(2, { a: 9 })),
      remove(node(1, { a: 1 })),
      { path: '', base: { a: 1 }, theirs: { a: 9 } },
    ],
  ] as const)('tells when the resource was %s meanwhile', (reason, snapshot, change, clash) => {
    const merged = mergeDraft(snapshot, [change], stamp);
    expect(merged.stale).toMatchObject([{ ref: REF, reason, clashes: [clash] }]);
    const wish = change.op === 'put' ? { a: 2 } : undefined;
    expect(merged.snapshot.virtualNodes.get('n')?.spec).toEqual(wish);
  });
});

describe('setting a draft upon what is live', () => {
  const live = node(9, { a: 7, b: 2 });
  const snapshot = snapshotOf(live);
  const clashing = put(REF, { a: 5, b: 1 }, node(3, { a: 1, b: 1 }));

  it('leaves what clashes until a side is chosen', () => {
    expect(rebaseDraft(snapshot, [clashing])).toMatchObject({ changes: [clashing], open: [{ ref: REF }] });
    const mine = rebaseDraft(snapshot, [clashing], () => 'mine');
    expect(mine).toEqual({ changes: [put(REF, { a: 5, b: 2 }, live)], open: [] });
    expect(rebaseDraft(snapshot, [clashing], () => 'theirs')).toEqual({ changes: [], open: [] });
  });

  it('keeps a removal, or forgets it', () => {
    const draft = [remove(node(1, { a: 1 }))];
    expect(rebaseDraft(snapshot, draft, () => 'mine').changes).toEqual([remove(live)]);
    expect(rebaseDraft(snapshot, draft, () => 'theirs').changes).toEqual([]);
  });

  it('makes again what was deleted, or forgets it', () => {
    expect(rebaseDraft(snapshotOf(), [clashing], () => 'mine').changes).toEqual([put(REF, { a: 5, b: 1 })]);
    expect(rebaseDraft(snapshotOf(), [clashing], () => 'theirs').changes).toEqual([]);
  });

  it('is never stale afterwards, and means the same', () => {
    const spec = fc.record({ a: fc.nat(2), b: fc.nat(2) }, { requiredKeys: [] });
    const liveNode = fc.option(fc.record({ version: fc.nat(3), spec }));
    const wish = fc.record({ remove: fc.boolean(), based: fc.boolean(), base: spec, spec });
    fc.assert(
      fc.property(liveNode, wish, (now, { remove: removed, based, base, spec: wanted }) => {
        const before = snapshotOf(...(now ? [node(now.version, now.spec)] : []));
        const old = node(1, base);
        const change = removed ? remove(old) : put(REF, wanted, based ? old : undefined);
        const { changes, open } = rebaseDraft(before, [change], () => 'mine');
        const merged = mergeDraft(before, changes, stamp);
        expect([open, merged.stale]).toEqual([[], []]);
        expect(specs(merged.snapshot)).toEqual(specs(mergeDraft(before, [change], stamp).snapshot));
      }),
    );
  });
});

describe('undo inside a draft', () => {
  const ref = fc.record({ kind: fc.constantFrom(...KINDS), name: fc.constantFrom('a', 'b') });
  const wish = fc.record({ ref, value: fc.option(fc.nat(3)) }).map(({ ref: to, value }) => ({
    ref: to,
    ...(value !== null && { change: put(to, { value }) }),
  }));
  const sorted = (changes: readonly DraftChange[]) => changes.map((change) => JSON.stringify(change)).sort();

  it('takes back every edit, newest first, and does it again', () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(wish, { selector: (w) => JSON.stringify(w.ref) })), (edits) => {
        const states = [EMPTY_DRAFT];
        for (const edit of edits) states.push(editDraft(states.at(-1) ?? EMPTY_DRAFT, edit));
        let now = states.at(-1) ?? EMPTY_DRAFT;
        for (const state of states.slice(0, -1).reverse()) {
          now = undoDraft(now) ?? now;
          expect(sorted(now.changes)).toEqual(sorted(state.changes));
        }
        expect(undoDraft(now)).toBeUndefined();
        for (const state of states.slice(1)) {
          now = redoDraft(now) ?? now;
          expect(sorted(now.changes)).toEqual(sorted(state.changes));
        }
        expect(redoDraft(now)).toBeUndefined();
      }),
    );
  });

  it('keeps the newest steps only', () => {
    const edit = (draft: typeof EMPTY_DRAFT, value: number) =>
      editDraft(draft, [{ ref: REF, change: put(REF, { value }) }]);
    const many = Array.from({ length: MAX_UNDO_STEPS + 5 }, (_, i) => i).reduce(edit, EMPTY_DRAFT);
    expect(many.undo).toHaveLength(MAX_UNDO_STEPS);
  });
});
