import { describe, expect, it } from 'vitest';
import { type ApiDraft, type ApiSnapshot, overlayDraft, type ResourceRef, refKey } from '@/lib/model';

const writer = { door: 'console', who: 'ann', userAgent: '' } as const;

function resource(ref: ResourceRef, spec: Record<string, unknown>, version = 1): ApiSnapshot['resources'][number] {
  const face = { arn: `arn:${ref.name}`, uid: `uid-${ref.name}`, createdAt: 1, lastUpdatedAt: 2, tags: [], writer };
  return { ...ref, ...face, version, meshOwner: '1', resourceOwner: '1', spec };
}

const NODE = { kind: 'virtualNode', name: 'a' } as const;
const ROUTE = { kind: 'route', parent: 'r', name: 'all' } as const;
const weights = (a: number, b: number, priority?: number) => ({
  ...(priority !== undefined && { priority }),
  httpRoute: {
    match: { prefix: '/' },
    action: {
      weightedTargets: [
        { virtualNode: 'a', weight: a },
        { virtualNode: 'b', weight: b },
      ],
    },
  },
});
const live: ApiSnapshot = {
  mesh: 'm',
  revision: 7,
  resources: [resource({ kind: 'mesh', name: 'm' }, {}), resource(NODE, {}), resource(ROUTE, weights(100, 0))],
  problems: [],
  endpoints: [],
};

const draftOf = (...changes: ApiDraft['changes']) => ({ changes, updatedAt: 9, updatedBy: 'bob' });
const found = (snapshot: ApiSnapshot, ref: ResourceRef) => snapshot.resources.find((r) => refKey(r) === refKey(ref));
const base = (ref: ResourceRef) => {
  const { uid = '', version = 0, spec = {} } = found(live, ref) ?? {};
  return { uid, version, spec };
};

describe('overlayDraft', () => {
  it('shows what is live where the draft says nothing', () => {
    expect(overlayDraft(live, draftOf()).snapshot).toBe(live);
  });

  it('puts changed values in, and marks each field with both sides', () => {
    const put = { op: 'put', ref: ROUTE, spec: weights(95, 5), base: base(ROUTE) } as const;
    const { snapshot, marks } = overlayDraft(live, draftOf(put));
    expect(found(snapshot, ROUTE)).toMatchObject({ spec: weights(95, 5), version: 1 });
    expect(found(snapshot, NODE)).toBe(found(live, NODE));
    const mark = marks.get(refKey(ROUTE));
    expect(mark).toMatchObject({ op: 'changed', live: { spec: weights(100, 0) }, broken: false });
    expect(mark?.fields.map(({ before, after }) => [before, after])).toEqual([
      [100, 95],
      [0, 5],
    ]);
  });

  it('adds and removes resources', () => {
    const service = { kind: 'virtualService', name: 's.local' } as const;
    const { snapshot, marks } = overlayDraft(
      live,
      draftOf({ op: 'put', ref: service, spec: {} }, { op: 'delete', ref: NODE, base: base(NODE) }),
    );
    expect(found(snapshot, service)).toMatchObject({ version: 0, writer: { who: 'bob' }, meshOwner: '1' });
    expect(found(snapshot, NODE)).toBeUndefined();
    expect(marks.get(refKey(service))).toMatchObject({ op: 'added' });
    expect(marks.get(refKey(NODE))).toMatchObject({ op: 'removed', live: { uid: 'uid-a' } });
  });

  it('takes over what only the live side changed meanwhile', () => {
    const put = { op: 'put', ref: ROUTE, spec: weights(100, 0, 3), base: base(ROUTE) } as const;
    const moved = { ...live, resources: [...live.resources.slice(0, 2), resource(ROUTE, weights(60, 40), 2)] };
    expect(found(overlayDraft(moved, draftOf(put)).snapshot, ROUTE)?.spec).toEqual(weights(60, 40, 3));
  });

  it('has no mark for what is live already', () => {
    const put = { op: 'put', ref: ROUTE, spec: weights(100, 0), base: base(ROUTE) } as const;
    const { snapshot, marks } = overlayDraft(live, draftOf(put));
    expect(marks.size).toBe(0);
    expect(snapshot).toBe(live);
  });

  it('keeps what is live where the draft breaks a rule, and says so', () => {
    const put = { op: 'put', ref: ROUTE, spec: { httpRoute: { match: 5 } }, base: base(ROUTE) } as const;
    const { snapshot, marks } = overlayDraft(live, draftOf(put));
    expect(found(snapshot, ROUTE)?.spec).toEqual(weights(100, 0));
    expect(marks.get(refKey(ROUTE))).toMatchObject({ op: 'changed', broken: true });
  });
});
