import { describe, expect, it } from 'vitest';
import { type ApiSnapshot, KINDS, type ResourceRef, refKey, weightedTargetsOf } from '@/lib/model';
import { buildGraph } from '../build';
import { findResource } from '../specs';
import { node, resource, route, router, service, shop, snapshotOf } from '../testing/fixture';
import type { Edge } from '../types';
import { connect } from './connect';
import { disconnect } from './disconnect';
import { reconnect } from './reconnect';
import { removalOf } from './remove';
import { type Verdict, withPuts } from './verdict';

const ref = (kind: ResourceRef['kind'], name: string, parent?: string): ResourceRef =>
  parent === undefined ? { kind, name } : { kind, name, parent };
const CART = ref('virtualService', 'cart.local');
const ALL = ref('route', 'all', 'cart-router');
const CANARY = ref('route', 'canary', 'cart-router');
const WEB = ref('gatewayRoute', 'web', 'public');

function edge(snapshot: ApiSnapshot, from: ResourceRef, to: ResourceRef): Edge {
  const found = buildGraph({ snapshot }).edges.find((one) => {
    const source = one.from.row ?? one.from.card;
    return source === refKey(from) && one.to === refKey(to);
  });
  if (!found) throw new Error(`no arrow from ${from.name} to ${to.name}`);
  return found;
}

function written(snapshot: ApiSnapshot, verdict: Verdict): ApiSnapshot {
  if (!verdict.ok) throw new Error(verdict.reason);
  return withPuts(snapshot, verdict.puts);
}

const reason = (verdict: Verdict) => (verdict.ok ? 'allowed' : verdict.reason);
const targets = (snapshot: ApiSnapshot, { parent = '', name }: ResourceRef) =>
  weightedTargetsOf(findResource(snapshot, { kind: 'route', parent, name })?.spec ?? {}).map((one) => ({ ...one }));

describe('connect', () => {
  it('gives a node a backend, and keeps everything else', () => {
    const verdict = connect(shop(), ref('virtualNode', 'cart-v1'), CART);
    expect(verdict).toMatchObject({ ok: true, makes: 'backend' });
    const spec = findResource(written(shop(), verdict), { kind: 'virtualNode', name: 'cart-v1' })?.spec;
    expect(spec).toMatchObject({
      listeners: [{}],
      backends: [{ virtualService: { virtualServiceName: 'cart.local' } }],
    });
  });

  it('gives a service another provider, and says which one it replaces', () => {
    expect(connect(shop(), CART, ref('virtualNode', 'cart-v1'))).toMatchObject({
      ok: true,
      makes: 'provider',
      replaces: { kind: 'virtualRouter', name: 'cart-router' },
      puts: [{ ref: CART, spec: { provider: { virtualNode: { virtualNodeName: 'cart-v1' } } } }],
    });
    const bare = snapshotOf([resource('virtualService', 's', {}), router('r')]);
    expect(connect(bare, ref('virtualService', 's'), ref('virtualRouter', 'r'))).not.toHaveProperty('replaces');
  });

  it('gives a route a target that gets no traffic yet', () => {
    const verdict = connect(shop(), ALL, ref('virtualNode', 'front-a'));
    expect(targets(written(shop(), verdict), ALL)).toEqual([
      { virtualNode: 'cart-v1', weight: 3 },
      { virtualNode: 'cart-v2', weight: 1 },
      { virtualNode: 'front-a', weight: 0 },
    ]);
  });

  it('names the listener of a node that has several, and warns of a protocol that none speaks', () => {
    const listener = (port: number, protocol: 'http' | 'tcp' | 'grpc') => ({ portMapping: { port, protocol } });
    const two = resource('virtualNode', 'two', { listeners: [listener(1, 'grpc'), listener(2, 'http')] });
    const tcp = resource('virtualNode', 'tcp', { listeners: [listener(9, 'tcp')] });
    const mesh = snapshotOf([two, tcp, router('r'), route('x', 'r', { n: 1 })]);
    const x = ref('route', 'x', 'r');
    expect(targets(written(mesh, connect(mesh, x, ref('virtualNode', 'two'))), x)[1]).toMatchObject({ port: 2 });
    expect(connect(mesh, x, ref('virtualNode', 'tcp'))).toMatchObject({ ok: true, caution: 'protocol' });
  });

  it('sets the service of a gateway route', () => {
    expect(connect(shop(), WEB, CART)).toMatchObject({
      makes: 'gatewayRoute',
      replaces: { name: 'front.local' },
      puts: [{ spec: { httpRoute: { action: { target: { virtualService: { virtualServiceName: 'cart.local' } } } } } }],
    });
  });

  it('refuses what App Mesh has no arrow for, each with its reason', () => {
    const no = (from: ResourceRef, to: ResourceRef) => reason(connect(shop(), from, to));
    const v1 = ref('virtualNode', 'cart-v1');
    const cartRouter = ref('virtualRouter', 'cart-router');
    const gateway = ref('virtualGateway', 'public');
    expect(no(CART, CART)).toBe('self');
    expect(no(v1, ref('virtualNode', 'cart-v2'))).toBe('call-a-service');
    expect(no(v1, cartRouter)).toBe('call-a-service');
    expect(no(CART, ref('virtualService', 'front.local'))).toBe('provider-kind');
    expect(no(ALL, CART)).toBe('target-kind');
    expect(no(WEB, v1)).toBe('gateway-target-kind');
    expect(no(v1, gateway)).toBe('into-gateway');
    expect(no(cartRouter, v1)).toBe('from-a-route');
    expect(no(gateway, CART)).toBe('from-a-gateway-route');
    expect(no(ref('virtualNode', 'front-a'), CART)).toBe('already');
    expect(no(CART, cartRouter)).toBe('already');
    expect(no(ALL, v1)).toBe('already');
    expect(no(WEB, ref('virtualService', 'front.local'))).toBe('already');
    expect(no(v1, ref('virtualService', 'gone.local'))).toBe('missing');
    expect(no(ref('virtualNode', 'nobody'), CART)).toBe('missing');
    for (const kind of KINDS) expect(no(ref(kind, 'nobody'), ref('virtualNode', 'x')), kind).not.toBe('allowed');
  });

  it('refuses an eleventh target', () => {
    const names = Array.from({ length: 11 }, (_, index) => `n${index}`);
    const ten = Object.fromEntries(names.slice(0, 10).map((name) => [name, 1]));
    const mesh = snapshotOf([...names.map((name) => node(name)), router('r'), route('x', 'r', ten)]);
    expect(reason(connect(mesh, ref('route', 'x', 'r'), ref('virtualNode', 'n10')))).toBe('targets-full');
  });
});

describe('disconnect', () => {
  const v1 = ref('virtualNode', 'cart-v1');

  it('takes away a backend, a provider, a target, and nothing beside', () => {
    const front = ref('virtualNode', 'front-b');
    const mesh = written(shop(), disconnect(shop(), edge(shop(), front, CART)));
    expect(findResource(mesh, { ...front, kind: 'virtualNode' })?.spec.backends).toEqual([
      { virtualService: { virtualServiceName: 'gone.local' } },
    ]);
    const provider = disconnect(shop(), edge(shop(), CART, ref('virtualRouter', 'cart-router')));
    expect(findResource(written(shop(), provider), { ...CART, kind: 'virtualService' })?.spec).toEqual({});
    const target = disconnect(shop(), edge(shop(), ALL, v1));
    expect(targets(written(shop(), target), ALL)).toEqual([{ virtualNode: 'cart-v2', weight: 1 }]);
  });

  it('keeps a route its last target, a gateway route its service, and what only traffic tells', () => {
    expect(reason(disconnect(shop(), edge(shop(), CANARY, ref('virtualNode', 'cart-v2'))))).toBe('last-target');
    expect(reason(disconnect(shop(), edge(shop(), WEB, ref('virtualService', 'front.local'))))).toBe('needs-target');
    const seen: Edge = { ...edge(shop(), ref('virtualNode', 'front-a'), CART), kind: 'undeclared' };
    expect(reason(disconnect(shop(), seen))).toBe('not-declared');
    expect(reason(disconnect(shop(), { ...seen, kind: 'backend', mark: 'removed' }))).toBe('removed');
    const { edges } = buildGraph({ snapshot: shop(), collapsed: true });
    const collapsed = edges.find((one) => one.id.startsWith('collapsed|'));
    expect(collapsed && reason(disconnect(shop(), collapsed))).toBe('collapsed');
  });
});

describe('reconnect', () => {
  it('moves the head: another target with the same weight, another backend with the same policy', () => {
    const all = edge(shop(), ALL, ref('virtualNode', 'cart-v1'));
    const moved = written(shop(), reconnect(shop(), all, 'to', ref('virtualNode', 'front-a')));
    expect(targets(moved, ALL)[0]).toEqual({ virtualNode: 'front-a', weight: 3 });
    const policy = { tls: { validation: { trust: { file: { certificateChain: '/ca.pem' } } } } };
    const caller = resource('virtualNode', 'caller', {
      backends: [{ virtualService: { virtualServiceName: 'cart.local', clientPolicy: policy } }],
    });
    const mesh = { ...shop(), resources: [...shop().resources, caller] };
    const backend = edge(mesh, ref('virtualNode', 'caller'), CART);
    const renamed = written(mesh, reconnect(mesh, backend, 'to', ref('virtualService', 'front.local')));
    expect(findResource(renamed, { kind: 'virtualNode', name: 'caller' })?.spec.backends).toEqual([
      { virtualService: { virtualServiceName: 'front.local', clientPolicy: policy } },
    ]);
  });

  it('moves the tail: from one route to another, from one caller to another, in one edit', () => {
    const all = edge(shop(), ALL, ref('virtualNode', 'cart-v1'));
    const moved = written(shop(), reconnect(shop(), all, 'from', CANARY));
    expect([targets(moved, ALL), targets(moved, CANARY)]).toEqual([
      [{ virtualNode: 'cart-v2', weight: 1 }],
      [
        { virtualNode: 'cart-v2', weight: 1 },
        { virtualNode: 'cart-v1', weight: 3 },
      ],
    ]);
    const verdict = reconnect(
      shop(),
      edge(shop(), ref('virtualNode', 'front-a'), CART),
      'from',
      ref('virtualNode', 'cart-v1'),
    );
    expect(verdict.ok && verdict.puts.map((put) => put.ref.name)).toEqual(['front-a', 'cart-v1']);
  });

  it('refuses what a new arrow would be refused, and to leave a route empty', () => {
    const all = edge(shop(), ALL, ref('virtualNode', 'cart-v1'));
    expect(reason(reconnect(shop(), all, 'to', CART))).toBe('target-kind');
    expect(reason(reconnect(shop(), all, 'to', ref('virtualNode', 'cart-v2')))).toBe('already');
    expect(reason(reconnect(shop(), all, 'to', ref('virtualNode', 'cart-v1')))).toBe('already');
    expect(reason(reconnect(shop(), all, 'from', CART))).not.toBe('allowed');
    const canary = edge(shop(), CANARY, ref('virtualNode', 'cart-v2'));
    expect(reason(reconnect(shop(), canary, 'from', ALL))).toBe('last-target');
  });
});

describe('removalOf', () => {
  it('takes the routes of a router along, and takes out what points at it', () => {
    const removal = removalOf(shop(), [ref('virtualRouter', 'cart-router')]);
    expect(removal.deletes.map(({ name }) => name).sort()).toEqual(['all', 'canary', 'cart-router']);
    expect(removal.breaks).toEqual([{ ref: CART, relation: 'provider' }]);
    expect(removal.mends).toEqual([{ ref: CART, spec: {} }]);
    expect(removal.stuck).toEqual([]);
  });

  it('asks nothing for what nothing needs, alone or together', () => {
    expect(removalOf(shop(), [WEB]).breaks).toEqual([]);
    const all = [
      ref('virtualRouter', 'cart-router'),
      CART,
      ref('virtualNode', 'front-a'),
      ref('virtualNode', 'front-b'),
    ];
    const left = removalOf(shop(), all);
    expect(left.breaks.map((one) => one.ref.name)).toEqual(['front.local']);
  });

  it('tells which references cannot be taken out', () => {
    const removal = removalOf(shop(), [ref('virtualNode', 'cart-v2'), ref('virtualService', 'front.local')]);
    expect(removal.stuck.map(({ name }) => name)).toEqual(['canary', 'web']);
    expect(removal.mends.map((put) => put.ref.name)).toEqual(['all']);
    const both = removalOf(shop(), [ref('virtualNode', 'cart-v1'), ref('virtualNode', 'cart-v2')]);
    expect(both.stuck.map(({ name }) => name)).toEqual(['all', 'canary']);
  });

  it('is the same for a service and its callers', () => {
    const mesh = snapshotOf([node('a', 's'), node('b', 's', 't'), service('s', 'r'), service('t', 'r')]);
    const removal = removalOf(mesh, [ref('virtualService', 's'), ref('virtualService', 't')]);
    expect(removal.mends.map((put) => put.spec)).toMatchObject([{ backends: [] }, { backends: [] }]);
  });
});
