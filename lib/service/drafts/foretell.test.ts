/** Whatever a draft holds: its plan is made, and applying does what the plan foretold or refuses as it said. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DraftEdit, type DraftPlan, type ResourceRef, refKey } from '@/lib/model';
import { ANN, connected, MESH, nodeSpec, openShop, ROUTE, type Shop, split } from './testing/shop';

const nodeName = fc.constantFrom('v1', 'v2', 'v3', 'front');
const weight = fc.constantFrom(0, 1, 50, 101);
const targets = fc.uniqueArray(
  fc.record({ virtualNode: nodeName, weight, port: fc.constantFrom(undefined, 8080, 1) }),
  {
    selector: (target) => target.virtualNode,
    maxLength: 3,
  },
);
const listeners = fc
  .constantFrom([], [8080], [8080, 9090])
  .map((ports) => ports.map((port) => ({ portMapping: { port, protocol: 'http' } })));
const node = (name: string): ResourceRef => ({ kind: 'virtualNode', name });

const put = fc.oneof(
  fc
    .record({ name: nodeName, hasPort: fc.boolean() })
    .map(({ name, hasPort }) => [node(name), hasPort ? nodeSpec(name) : {}] as const),
  fc.record({ name: nodeName, service: fc.constantFrom('back.local', 'none') }).map(({ name, service }) => {
    return [node(name), { backends: [{ virtualService: { virtualServiceName: service } }] }] as const;
  }),
  targets.map(
    (weightedTargets) => [ROUTE, { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } }] as const,
  ),
  listeners.map((some) => [{ kind: 'virtualRouter', name: 'back-router' }, { listeners: some }] as const),
  fc.constantFrom(node('v3'), ROUTE).map((ref) => [ref, { nonsense: 1, httpRoute: 'text', listeners: {} }] as const),
  fc.constantFrom('back-router', 'none').map((virtualRouterName) => {
    return [
      { kind: 'virtualService', name: 'back.local' },
      { provider: { virtualRouter: { virtualRouterName } } },
    ] as const;
  }),
);
const removable: ResourceRef[] = [node('v1'), node('front'), ROUTE, { kind: 'virtualService', name: 'back.local' }];
const edit: fc.Arbitrary<DraftEdit> = fc.oneof(
  put.map(([ref, spec]) => ({ op: 'put' as const, ref: ref as ResourceRef, spec: { ...spec } })),
  fc.constantFrom(...removable).map((ref) => ({ op: 'delete' as const, ref })),
);
const edits = fc.uniqueArray(edit, { selector: ({ ref }) => refKey(ref), minLength: 1, maxLength: 5 });

/** Why applying must fail, if it must. */
function expectedReason({ changes, refusals, stale, problems }: DraftPlan, confirm: boolean): string | undefined {
  if (stale.length > 0) return 'stale';
  if (changes.length === 0) return 'nothing';
  if (refusals.length > 0) return 'refused';
  return !confirm && problems.some(({ isNew, severity }) => isNew && severity === 'error') ? 'errors' : undefined;
}

async function tryDraft(shop: Shop, wanted: DraftEdit[], other: boolean): Promise<void> {
  const { drafts, store } = shop;
  const { id } = await drafts.create(ANN, MESH, { name: 'any' });
  const at = { mesh: MESH, id };
  await drafts.edit(ANN, at, wanted);
  if (other) await shop.weights(ANN, 7, 7);
  const plan = await drafts.plan(ANN, at, { verdict: false });
  for (const confirm of [false, true]) {
    const reason = expectedReason(plan, confirm);
    const applied = drafts.apply(ANN, at, { confirm }).then(
      () => undefined,
      (error: { details?: { reason: string } }) => error.details?.reason ?? 'nothing',
    );
    expect(await applied).toBe(reason);
    if (reason === undefined) break;
  }
  const open = (await drafts.get(ANN, at)).appliedRevision === undefined;
  for (const { ref, before, after } of plan.changes) {
    const live = await store.read((tx) => tx.get(MESH, ref));
    expect(live?.spec).toEqual(open ? before : after);
  }
}

it('holds for any draft', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.boolean(), async (wanted, other) => {
      const shop = await openShop();
      shop.groups.push(connected('front', 'f'), connected('v1', 'b'));
      await tryDraft(shop, wanted, other).finally(() => shop.store.close());
    }),
    { numRuns: 60 },
  );
});

it('holds for the plainest one', async () => {
  const shop = await openShop();
  await tryDraft(shop, [{ op: 'put', ref: ROUTE, spec: split(1, 99) }], false);
  expect(await shop.store.read((tx) => tx.revision(MESH))).toBe(8);
  await shop.store.close();
});
