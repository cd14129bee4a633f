import { describe, expect, it } from 'vitest';
import { type ApiProxy, refKey } from '@/lib/model';
import { buildGraph } from './build';
import { node, resource, route, router, service, shop, snapshotOf, trafficOf } from './testing/fixture';

const id = (kind: 'virtualNode' | 'virtualService' | 'virtualRouter' | 'virtualGateway', name: string) =>
  refKey({ kind, name });
const cart = id('virtualService', 'cart.local');

describe('buildGraph: cards', () => {
  it('makes a card for each gateway, service, router and node, and none for mesh and routes', () => {
    const names = buildGraph({ snapshot: shop() }).cards.filter((card) => !card.ghost);
    expect(names.map((card) => `${card.kind} ${card.name}`)).toEqual([
      'virtualGateway public',
      'virtualNode cart-v1',
      'virtualNode cart-v2',
      'virtualNode front-a',
      'virtualNode front-b',
      'virtualRouter cart-router',
      'virtualService cart.local',
      'virtualService front.local',
    ]);
  });

  it('puts routes as rows into their router in the order in which they are tried', () => {
    const { cards } = buildGraph({ snapshot: shop() });
    const rows = cards.find((card) => card.kind === 'virtualRouter')?.rows ?? [];
    expect(rows.map((row) => [row.order, row.match, row.ref.name])).toEqual([
      [1, '/canary*', 'canary'],
      [2, '/', 'all'],
    ]);
    expect(cards.find((card) => card.kind === 'virtualGateway')?.rows.map((row) => row.ref.name)).toEqual(['web']);
  });

  it('gives a service its provider’s listeners', () => {
    const { cards } = buildGraph({ snapshot: shop() });
    const listeners = (name: string) => cards.find((card) => card.name === name)?.listeners;
    expect(listeners('cart.local')).toEqual([{ protocol: 'http', port: 8080 }]);
    expect(listeners('front.local')).toEqual([{ protocol: 'http', port: 8080 }]);
    expect(listeners('gone.local')).toEqual([]);
  });

  it('tells healthy endpoints only where they are known', () => {
    const { cards } = buildGraph({ snapshot: shop() });
    expect(cards.find((card) => card.name === 'cart-v1')?.endpoints).toEqual({ healthy: 2, total: 3 });
    expect(cards.find((card) => card.name === 'cart-v2')).not.toHaveProperty('endpoints');
  });

  it('takes platform and refusals from the proxies that stand for a node', () => {
    const proxy = (state: ApiProxy['state'], platform: ApiProxy['platform']) =>
      ({ resource: { kind: 'virtualNode', name: 'cart-v1' }, state, platform }) as ApiProxy;
    const proxies = [proxy('current', 'ECS'), proxy('refused', 'ECS'), proxy('disconnected', '')];
    const card = buildGraph({ snapshot: shop(), proxies }).cards.find((one) => one.name === 'cart-v1');
    expect(card).toMatchObject({ platform: 'ECS', proxies: { connected: 2, refused: 1 } });
  });

  it('counts problems on cards and rows by severity', () => {
    const snapshot = shop();
    snapshot.problems = [
      {
        code: 'router-without-routes',
        severity: 'warning',
        resource: { kind: 'virtualRouter', name: 'cart-router' },
        path: '',
        params: {},
      },
      {
        code: 'weights-sum-zero',
        severity: 'error',
        resource: { kind: 'route', parent: 'cart-router', name: 'all' },
        path: '',
        params: {},
      },
    ];
    const card = buildGraph({ snapshot }).cards.find((one) => one.kind === 'virtualRouter');
    expect(card?.problems).toEqual({ error: 0, warning: 1, info: 0 });
    expect(card?.rows.map((row) => row.problems.error)).toEqual([0, 1]);
  });
});

describe('buildGraph: arrows', () => {
  const edges = buildGraph({ snapshot: shop() }).edges;
  const find = (kind: string) => edges.filter((edge) => edge.kind === kind);

  it('leaves weighted targets from their route’s row, with weight and share', () => {
    expect(find('target').map((edge) => [edge.from.row?.split('/').at(-1), edge.weight, edge.percent])).toEqual([
      ['all', 3, 75],
      ['all', 1, 25],
      ['canary', 1, 100],
    ]);
  });

  it('draws backends, providers and gateway routes', () => {
    expect(find('backend')).toHaveLength(3);
    expect(find('provider').map((edge) => edge.to)).toEqual([
      id('virtualRouter', 'cart-router'),
      id('virtualNode', 'front-a'),
    ]);
    expect(find('gatewayRoute').map((edge) => edge.to)).toEqual([id('virtualService', 'front.local')]);
  });

  it('shows a backend that does not exist as a ghost with a problem', () => {
    const graph = buildGraph({ snapshot: shop() });
    const ghost = graph.cards.find((card) => card.ghost);
    expect(ghost).toMatchObject({ name: 'gone.local', problems: { error: 1 } });
    expect(graph.edges.filter((edge) => edge.to === ghost?.id).map((edge) => edge.broken)).toEqual([true]);
  });

  it('keeps two targets apart that are ports of one node, and marks a route whose weights sum to 0', () => {
    const snapshot = snapshotOf([
      node('a'),
      router('r'),
      resource(
        'route',
        'x',
        {
          httpRoute: {
            match: { prefix: '/' },
            action: {
              weightedTargets: [
                { virtualNode: 'a', weight: 0, port: 1 },
                { virtualNode: 'a', weight: 0, port: 2 },
              ],
            },
          },
        },
        'r',
      ),
    ]);
    const targets = buildGraph({ snapshot }).edges;
    expect(targets.map((edge) => [edge.port, edge.broken, edge.percent])).toEqual([
      [1, true, undefined],
      [2, true, undefined],
    ]);
  });

  it('draws a seen call without a backend as undeclared, and no declared one twice', () => {
    const seen = (caller: string) => ({
      caller: { kind: 'virtualNode' as const, name: caller },
      virtualService: 'cart.local',
      requestsPerSecond: 1,
      requests: 60,
      source: 'access log' as const,
    });
    const before = { ...seen('cart-v2'), requests: 0, requestsPerSecond: 0 };
    const traffic = trafficOf({ edges: [seen('front-a'), seen('cart-v1'), seen('deleted-node'), before] });
    const undeclared = buildGraph({ snapshot: shop(), traffic }).edges.filter((edge) => edge.kind === 'undeclared');
    expect(undeclared.map((edge) => [edge.from.card, edge.to])).toEqual([[id('virtualNode', 'cart-v1'), cart]]);
  });

  it('is the same whatever order the resources come in', () => {
    const snapshot = shop();
    const turned = { ...snapshot, resources: [...snapshot.resources].reverse() };
    expect(buildGraph({ snapshot: turned })).toEqual(buildGraph({ snapshot }));
  });
});

describe('buildGraph: collapsed routers', () => {
  it('points services at nodes, with percentages only where the router has one route', () => {
    const single = snapshotOf([
      node('v1'),
      node('v2'),
      router('r'),
      route('x', 'r', { v1: 1, v2: 3 }),
      service('s', 'r'),
    ]);
    const edges = buildGraph({ snapshot: single, collapsed: true }).edges;
    expect(edges.map((edge) => [edge.kind, edge.percent])).toEqual([
      ['target', 25],
      ['target', 75],
    ]);
    const graph = buildGraph({ snapshot: shop(), collapsed: true });
    expect(graph.cards.some((card) => card.kind === 'virtualRouter')).toBe(false);
    expect(graph.edges.filter((edge) => edge.from.card === cart).map((edge) => edge.percent)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('keeps a router that no service uses', () => {
    const snapshot = snapshotOf([node('v1'), router('alone'), route('x', 'alone', { v1: 1 })]);
    expect(buildGraph({ snapshot, collapsed: true }).cards.map((card) => card.name)).toEqual(['v1', 'alone']);
  });
});
