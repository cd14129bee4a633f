/** What a plan says before anything is changed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDraft, DraftEdit, DraftPlan } from '@/lib/model';
import { ANN, BEN, connected, MESH, nodeSpec, openShop, person, ROUTE, type Shop, split } from './testing/shop';

let shop: Shop;
let draft: ApiDraft;
beforeEach(async () => {
  shop = await openShop();
  draft = await shop.drafts.create(ANN, MESH, { name: 'canary' });
});
afterEach(() => shop.store.close());

const target = () => ({ mesh: MESH, id: draft.id });
async function planOf(edits: DraftEdit[], verdict = false): Promise<DraftPlan> {
  await shop.drafts.edit(ANN, target(), edits);
  return shop.drafts.plan(person('eve', 'viewer'), target(), { verdict });
}
const put = (ref: DraftEdit['ref'], spec: object): DraftEdit => ({ op: 'put', ref, spec: { ...spec } });
const node = (name: string) => ({ kind: 'virtualNode', name }) as const;

describe('the plan of a draft', () => {
  it('of nothing says that nothing changes', async () => {
    const plan = await shop.drafts.plan(ANN, target(), { verdict: true });
    expect(plan).toMatchObject({ revision: 7, changes: [], stale: [], refusals: [], fixed: [] });
    expect(plan.effect).toEqual({ nodes: [], proxies: [], turning: [], connections: [] });
    expect([plan.verdict?.state, shop.envoy.asked]).toEqual(['unchanged', []]);
  });

  it('of a weight is one field, one RDS push to the callers, and no connection touched', async () => {
    shop.groups.push(connected('front', 'f1', 'f2'), connected('v1', 'b1'));
    const plan = await planOf([put(ROUTE, split(95, 5))]);
    expect(plan.changes).toMatchObject([
      {
        ref: ROUTE,
        op: 'changed',
        before: split(100, 0),
        after: split(95, 5),
        owner: { who: 'ann' },
        fields: [
          { path: 'httpRoute.action.weightedTargets[0].weight', op: 'changed', before: 100, after: 95 },
          { path: 'httpRoute.action.weightedTargets[1].weight', op: 'changed', before: 0, after: 5 },
        ],
      },
    ]);
    expect(plan.effect.nodes).toMatchObject([{ resource: node('front'), proxies: 2, profile: 'connected' }]);
    expect(plan.effect.nodes[0]?.resources.map(({ type, op }) => [type, op])).toEqual([['route', 'changed']]);
    expect(plan.effect.proxies.map(({ id }) => id)).toEqual(['f1', 'f2']);
    expect(plan.effect.connections).toEqual([]);
  });

  it('tells which connections a listener, a pool or a removal costs', async () => {
    shop.groups.push(connected('front', 'f1'), connected('v1', 'b1'));
    const { listeners, serviceDiscovery } = nodeSpec('v1');
    const timeout = { http: { idle: { unit: 's', value: 5 } } };
    const plan = await planOf([put(node('v1'), { serviceDiscovery, listeners: [{ ...listeners[0], timeout }] })]);
    expect(plan.effect.connections).toMatchObject([
      { resource: node('v1'), proxies: 1, effect: 'drained', tcp: false, name: expect.stringContaining('15000') },
    ]);
  });

  it('says whose TLS turns in steps, where there are proxies that have to take them', async () => {
    const { listeners, serviceDiscovery } = nodeSpec('v1');
    const tls = { mode: 'STRICT', certificate: { sds: { secretName: 's' } } };
    const spec = { serviceDiscovery, listeners: [{ ...listeners[0], tls }] };
    expect((await planOf([put(node('v1'), spec)])).effect.turning).toEqual([]);
    shop.groups.push(connected('v1', 'b1'));
    expect((await planOf([put(node('v2'), nodeSpec('v2', 9090))])).effect.turning).toEqual(['v1']);
  });

  it('renders for an assumed profile where no proxy is connected', async () => {
    const plan = await planOf([put(ROUTE, split(95, 5))]);
    expect(plan.effect).toMatchObject({ nodes: [{ proxies: 0, profile: 'assumed' }], proxies: [], connections: [] });
  });

  it('says what would be wrong, what is new about it, and what is mended', async () => {
    const before = await planOf([put(ROUTE, split(0, 0))]);
    const zero = { code: 'weights-sum-zero', severity: 'error', resource: ROUTE };
    expect(before.problems.filter(({ isNew }) => isNew)).toMatchObject([zero]);
    await shop.weights(BEN, 0, 0);
    const after = await planOf([{ op: 'drop', ref: ROUTE }, put(ROUTE, split(1, 1))]);
    expect([after.problems.filter(({ isNew }) => isNew), after.fixed]).toMatchObject([[], [zero]]);
  });

  it('tells that a backend is taken away while it is called', async () => {
    shop.calls.push({ caller: { kind: 'virtualNode', name: 'front' }, virtualService: 'back.local' });
    expect((await planOf([])).problems).toEqual([]);
    const plan = await planOf([put(node('front'), { backends: [] })]);
    expect(plan.problems).toMatchObject([
      { code: 'call-without-backend', resource: node('front'), path: 'backends', isNew: true },
    ]);
  });

  it('lets references point forward inside the draft, and refuses those that point nowhere', async () => {
    const targets = { action: { weightedTargets: [{ virtualNode: 'v3', weight: 1 }] }, match: { prefix: '/' } };
    const route = put({ kind: 'route', parent: 'new', name: 'to-v3' }, { httpRoute: targets });
    const alone = await planOf([route]);
    expect(alone.refusals.map(({ code, path }) => [code, path])).toEqual([
      ['parent-missing', ''],
      ['reference-missing', 'httpRoute.action.weightedTargets[0].virtualNode'],
    ]);
    const { listeners } = nodeSpec('v3');
    const whole = await planOf([
      put({ kind: 'virtualRouter', name: 'new' }, { listeners }),
      put(node('v3'), nodeSpec('v3')),
    ]);
    expect(whole.refusals).toEqual([]);
    expect(whole.changes.map(({ ref, op }) => [ref.name, op])).toEqual([
      ['v3', 'added'],
      ['new', 'added'],
      ['to-v3', 'added'],
    ]);
  });

  it('names what still needs a resource that is to go', async () => {
    const plan = await planOf([
      { op: 'delete', ref: node('v2') },
      { op: 'delete', ref: { kind: 'virtualRouter', name: 'back-router' } },
    ]);
    expect(plan.refusals).toMatchObject([
      { ref: { name: 'back-router' }, code: 'still-needed', message: expect.stringContaining('Route to-back') },
      { ref: node('v2'), code: 'still-needed', message: expect.stringContaining('Route to-back') },
    ]);
    expect(plan.refusals[0]?.message).toContain('VirtualService back.local');
  });

  it('keeps a change that breaks a rule out of what it derives, and says which rule', async () => {
    const broken = { httpRoute: { match: { prefix: 'no-slash' }, action: { weightedTargets: [] } } };
    const plan = await planOf([put(ROUTE, broken), put(node('v1'), { listeners: 'none' })]);
    expect(plan.refusals.map(({ ref, path }) => [ref.name, path])).toEqual(
      expect.arrayContaining([
        ['v1', 'listeners'],
        ['to-back', 'httpRoute.action.weightedTargets'],
      ]),
    );
    expect(plan.effect.nodes).toEqual([]);
    expect(plan.changes).toHaveLength(2);
  });

  it('knows the quotas', async () => {
    const small = await openShop({ virtualNodesPerMesh: 3, backendsPerNode: 1 });
    const own = await small.drafts.create(ANN, MESH, { name: 'x' });
    const at = { mesh: MESH, id: own.id };
    const backends = ['a', 'b'].map((virtualServiceName) => ({ virtualService: { virtualServiceName } }));
    await small.drafts.edit(ANN, at, [put(node('v3'), nodeSpec('v3')), put(node('front'), { backends })]);
    const { refusals } = await small.drafts.plan(ANN, at, { verdict: false });
    expect(refusals.map(({ ref, code, path }) => [ref.name, code, path])).toEqual([
      ['v3', 'limit-exceeded', ''],
      ['front', 'limit-exceeded', 'backends'],
    ]);
    await small.store.close();
  });

  it('shows both sides of what changed meanwhile', async () => {
    await shop.drafts.edit(ANN, target(), [put(ROUTE, split(90, 10))]);
    await shop.weights(BEN, 100, 50);
    const { stale, revision } = await shop.drafts.plan(ANN, target(), { verdict: false });
    expect(revision).toBe(8);
    expect(stale).toMatchObject([
      {
        ref: ROUTE,
        reason: 'changed',
        base: { version: 1 },
        live: { version: 2, writer: { who: 'ben' } },
        clashes: [{ path: 'httpRoute.action.weightedTargets[v2].weight', base: 0, mine: 10, theirs: 50 }],
      },
    ]);
  });
});

describe('Envoy’s verdict', () => {
  it('is asked for each configuration that would change', async () => {
    const plan = await planOf([put(ROUTE, split(95, 5))], true);
    expect(plan.verdict).toMatchObject({ state: 'accepted', checked: [node('front')], refusals: [] });
    expect(JSON.stringify(shop.envoy.asked)).toContain('"weight":95');
  });

  it('tells a refusal in Envoy’s words', async () => {
    shop.envoy.answer = async () => ({ ok: false, message: 'Sum of weights' });
    const { verdict } = await planOf([put(ROUTE, split(95, 5))], true);
    expect(verdict).toMatchObject({
      state: 'refused',
      refusals: [{ resource: node('front'), message: 'Sum of weights' }],
    });
  });

  it('says why when no Envoy could be asked', async () => {
    shop.envoy.answer = () => Promise.reject(new Error('Envoy did not start (envoy): not found'));
    const { verdict } = await planOf([put(ROUTE, split(95, 5))], true);
    expect(verdict).toMatchObject({ state: 'not-checked', reason: 'Envoy did not start (envoy): not found' });
  });
});
