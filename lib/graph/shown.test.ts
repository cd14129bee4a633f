import { describe, expect, it } from 'vitest';
import { refKey } from '@/lib/model';
import { aroundCard } from './around';
import { buildGraph } from './build';
import { bundleEdges } from './bundles';
import { CardIndex } from './card-index';
import { findInGraph } from './find';
import { groupsOf, layoutGroups } from './groups';
import { EdgeRouter } from './routing';
import { sizeOf } from './sizes';
import { node, resource, route, router, service, shop, snapshotOf } from './testing/fixture';
import type { Point } from './types';

const graph = buildGraph({ snapshot: shop() });
const id = (kind: 'virtualNode' | 'virtualService' | 'virtualRouter' | 'virtualGateway', name: string) =>
  refKey({ kind, name });
const inColumn = (of = graph) =>
  new Map(of.cards.map((card, index): [string, Point] => [card.id, { x: 0, y: index * 200 }]));

describe('aroundCard', () => {
  it('follows every way to the next nodes and gateways, and no further', () => {
    const names = aroundCard(graph, id('virtualNode', 'front-a'))?.cards.map((card) => card.name);
    expect(names?.sort()).toEqual([
      'cart-router',
      'cart-v1',
      'cart-v2',
      'cart.local',
      'front-a',
      'front.local',
      'public',
    ]);
    const target = aroundCard(graph, id('virtualNode', 'cart-v1'))?.cards.map((card) => card.name);
    expect(target?.sort()).toEqual(['cart-router', 'cart-v1', 'cart.local', 'front-a', 'front-b']);
    expect(aroundCard(graph, 'nobody')).toBeUndefined();
  });
});

describe('CardIndex', () => {
  const index = new CardIndex(graph, inColumn());
  const routerY = 200 * graph.cards.findIndex((card) => card.kind === 'virtualRouter');

  it('finds the card and the row at a point', () => {
    expect(index.at({ x: 5, y: routerY + 5 })).toMatchObject({ card: { name: 'cart-router' } });
    expect(index.at({ x: 5, y: routerY + 5 })).not.toHaveProperty('row');
    expect(index.at({ x: 5, y: routerY + 60 })?.row).toBe(
      refKey({ kind: 'route', parent: 'cart-router', name: 'canary' }),
    );
    expect(index.at({ x: 5, y: routerY - 20 })).toBeUndefined();
  });

  it('finds the cards of an area, and knows how far all of them reach', () => {
    expect(index.within({ left: -10, top: -10, right: 10, bottom: 210 }).map((card) => card.id)).toEqual(
      graph.cards.slice(0, 2).map((card) => card.id),
    );
    expect(index.bounds).toMatchObject({ left: 0, top: 0 });
    expect(new CardIndex({ cards: [] }, new Map()).bounds).toBeUndefined();
  });
});

describe('EdgeRouter', () => {
  it('finds anew only the curves of a card that moved', () => {
    const edges = new EdgeRouter();
    const places = inColumn();
    const before = edges.route(graph, places);
    const moved = id('virtualNode', 'front-a');
    const after = edges.route(graph, new Map([...places, [moved, { x: 900, y: 0 }]]));
    const changed = graph.edges.filter((edge) => before.get(edge.id) !== after.get(edge.id));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((edge) => edge.from.card === moved || edge.to === moved)).toBe(true);
    expect(before.size).toBe(graph.edges.length);
  });
});

describe('bundleEdges', () => {
  it('draws the arrows of a hub together, by where the others are, and keeps all others', () => {
    const callers = Array.from({ length: 60 }, (_, index) => node(`n${index}`, 'hub.local'));
    const mesh = buildGraph({
      snapshot: snapshotOf([...callers, router('r'), route('x', 'r', { n0: 1 }), service('hub.local', 'r')]),
    });
    const places = new Map(
      mesh.cards.map((card, index): [string, Point] => [card.id, { x: index < 30 ? 0 : 9000, y: 0 }]),
    );
    const { single, bundles } = bundleEdges(mesh, places);
    expect(single.every((edge) => edge.kind !== 'backend')).toBe(true);
    expect(bundles.map((bundle) => bundle.hub)).toEqual([
      id('virtualService', 'hub.local'),
      id('virtualService', 'hub.local'),
    ]);
    expect(bundles.reduce((sum, bundle) => sum + bundle.count, 0)).toBe(60);
    const ends = new Set(bundles.map(({ curve: [, , , end] }) => JSON.stringify(end)));
    expect(ends.size, 'all lead to the middle of the hub').toBe(1);
    expect(bundleEdges(graph, inColumn()).bundles).toEqual([]);
  });
});

describe('findInGraph', () => {
  it('finds names and conditions, beginnings first', () => {
    expect(findInGraph(graph, ' CART').map((found) => found.ref.name)).toEqual([
      'cart-router',
      'cart-v1',
      'cart-v2',
      'cart.local',
    ]);
    expect(findInGraph(graph, '/canary').map((found) => found.ref.name)).toEqual(['canary']);
    expect(findInGraph(graph, 'nothing like it')).toEqual([]);
  });
});

describe('groups', () => {
  const discovery = (namespaceName: string) => ({
    serviceDiscovery: { awsCloudMap: { namespaceName, serviceName: 's' } },
  });
  const snapshot = snapshotOf([
    resource('virtualNode', 'a', discovery('apps.local')),
    resource('virtualNode', 'b', discovery('shop.local')),
    resource('virtualNode', 'c', { serviceDiscovery: { dns: { hostname: 'c.shop.local' } } }),
    resource('virtualNode', 'loose', {}),
    router('r'),
    route('x', 'r', { a: 1 }),
    service('a.apps.local', 'r'),
  ]);
  const mesh = buildGraph({ snapshot });

  it('are the namespaces in which things are found; routers go with their service', () => {
    const groups = groupsOf(mesh, snapshot, 'namespace');
    const of = (kind: Parameters<typeof id>[0], name: string) => groups.get(id(kind, name));
    expect([
      of('virtualNode', 'a'),
      of('virtualNode', 'b'),
      of('virtualNode', 'c'),
      of('virtualNode', 'loose'),
    ]).toEqual(['apps.local', 'shop.local', 'shop.local', '']);
    expect([of('virtualRouter', 'r'), of('virtualService', 'a.apps.local')]).toEqual(['apps.local', 'apps.local']);
  });

  it('are the platforms that proxies tell', () => {
    const cards = mesh.cards.map((card) => (card.name === 'a' ? { ...card, platform: 'ECS' } : card));
    const groups = groupsOf({ ...mesh, cards }, snapshot, 'platform');
    expect([
      groups.get(id('virtualNode', 'a')),
      groups.get(id('virtualService', 'a.apps.local')),
      groups.get(id('virtualNode', 'b')),
    ]).toEqual(['ECS', 'ECS', '']);
  });

  it('lie in bands that hold their cards and overlap neither one another', () => {
    const { positions, frames } = layoutGroups(mesh, inColumn(mesh), groupsOf(mesh, snapshot, 'namespace'));
    expect(frames.map((frame) => frame.label)).toEqual(['apps.local', 'shop.local', '']);
    frames.slice(1).forEach((frame, index) => {
      expect(frame.box.top).toBeGreaterThan(frames[index]?.box.bottom ?? Number.NaN);
    });
    for (const card of mesh.cards) {
      const at = positions.get(card.id) ?? { x: Number.NaN, y: Number.NaN };
      const { height } = sizeOf(card);
      expect(frames.some(({ box }) => at.y > box.top && at.y + height < box.bottom)).toBe(true);
    }
  });
});
