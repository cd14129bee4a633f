import { describe, expect, it } from 'vitest';
import { refKey } from '@/lib/model';
import { buildGraph } from './build';
import { pointAt, sideCurve } from './curve';
import { columnsOf, cutMiddle, shortNames } from './cut';
import { cardOf, highlightOf } from './highlight';
import { placeLabels } from './labels';
import { outlineOf } from './outline';
import { reconcile } from './reconcile';
import { route, shop } from './testing/fixture';
import { walk } from './walk';

const graph = buildGraph({ snapshot: shop() });
const all = refKey({ kind: 'route', parent: 'cart-router', name: 'all' });
const canary = refKey({ kind: 'route', parent: 'cart-router', name: 'canary' });
const routerId = refKey({ kind: 'virtualRouter', name: 'cart-router' });
const nodeId = (name: string) => refKey({ kind: 'virtualNode', name });
const cart = refKey({ kind: 'virtualService', name: 'cart.local' });

describe('cutMiddle', () => {
  it('keeps both ends and fits', () => {
    expect(cutMiddle('short', 10)).toBe('short');
    expect(cutMiddle('ecs-backend.apps.local', 13)).toBe('ecs-ba….local');
    expect(columnsOf(cutMiddle('とても長い名前のサービス', 11))).toBeLessThanOrEqual(11);
    expect(cutMiddle('とても長い名前のサービス', 11)).toMatch(/^とて.*ビス$/);
  });
});

describe('shortNames', () => {
  it('drops what all begin with, but never everything', () => {
    expect(shortNames(['eks-backend-v1', 'eks-backend-v2'])).toEqual(['v1', 'v2']);
    expect(shortNames(['blue', 'black'])).toEqual(['blue', 'black']);
    expect(shortNames(['a-b', 'a-b'])).toEqual(['b', 'b']);
    expect(shortNames(['a-', 'a-x'])).toEqual(['a-', 'a-x']);
    expect(shortNames(['only-one'])).toEqual(['only-one']);
  });
});

describe('highlightOf', () => {
  it('shows where a route leads, and only that', () => {
    const { edges, cards } = highlightOf(graph, all);
    expect(edges.size).toBe(2);
    expect(cards).toEqual(new Set([routerId, nodeId('cart-v1'), nodeId('cart-v2')]));
  });

  it('shows what reaches a service and what it reaches', () => {
    expect(highlightOf(graph, cart).cards).toEqual(new Set([cart, nodeId('front-a'), nodeId('front-b'), routerId]));
    expect(highlightOf(graph, undefined).edges.size).toBe(0);
  });

  it('finds the card of a route', () => {
    expect(cardOf(graph, all)).toBe(routerId);
    expect(cardOf(graph, 'nothing')).toBeUndefined();
  });
});

describe('walk', () => {
  const positions = new Map([
    [nodeId('front-a'), { x: 0, y: 0 }],
    [nodeId('front-b'), { x: 0, y: 100 }],
    [cart, { x: 300, y: 0 }],
    [routerId, { x: 300, y: 90 }],
    [nodeId('cart-v1'), { x: 600, y: 0 }],
    [nodeId('cart-v2'), { x: 600, y: 100 }],
  ]);
  it('follows arrows to the right and back to the left', () => {
    expect(walk(graph, positions, nodeId('front-a'), 'right')).toBe(cart);
    expect(walk(graph, positions, all, 'right')).toBe(nodeId('cart-v1'));
    expect(walk(graph, positions, canary, 'right')).toBe(nodeId('cart-v2'));
    expect(walk(graph, positions, cart, 'left')).toBe(nodeId('front-a'));
    expect(walk(graph, positions, all, 'left')).toBe(routerId);
    expect(walk(graph, positions, nodeId('cart-v1'), 'right')).toBeUndefined();
  });

  it('goes through rows and on to the next card', () => {
    expect(walk(graph, positions, routerId, 'down')).toBe(canary);
    expect(walk(graph, positions, canary, 'down')).toBe(all);
    expect(walk(graph, positions, routerId, 'up')).toBe(cart);
    expect(walk(graph, positions, nodeId('cart-v1'), 'down')).toBe(nodeId('cart-v2'));
    expect(walk(graph, positions, 'nothing', 'down')).toBeUndefined();
  });
});

describe('placeLabels', () => {
  it('moves a label off a crossing, and leaves one alone that is free', () => {
    const curves = new Map([
      ['down', sideCurve({ x: 0, y: 0 }, { x: 300, y: 200 })],
      ['up', sideCurve({ x: 0, y: 200 }, { x: 300, y: 0 })],
      ['far', sideCurve({ x: 0, y: 600 }, { x: 300, y: 600 })],
    ]);
    const size = { width: 40, height: 18 };
    const places = placeLabels(curves, new Map([...curves.keys()].map((key) => [key, size])), []);
    expect(places.get('far')).toBe(0.5);
    const down = pointAt(curves.get('down') ?? sideCurve({ x: 0, y: 0 }, { x: 0, y: 0 }), places.get('down') ?? 0.5);
    expect(Math.hypot(down.x - 150, down.y - 100)).toBeGreaterThan(20);
  });
});

describe('placeLabels beside cards', () => {
  it('never lies on a card while there is any other place, even one where curves cross', () => {
    const curve = sideCurve({ x: 0, y: 0 }, { x: 300, y: 0 });
    const others = [60, 100, 240].map(
      (x, index) => [`down${index}`, sideCurve({ x, y: -80 }, { x: x + 60, y: 80 })] as const,
    );
    const card = { left: 110, top: -30, right: 300, bottom: 30 };
    const places = placeLabels(new Map([['a', curve], ...others]), new Map([['a', { width: 40, height: 18 }]]), [card]);
    expect(pointAt(curve, places.get('a') ?? 1).x + 20).toBeLessThan(110);
  });
});

describe('reconcile', () => {
  it('keeps the objects of what did not change, and the whole graph when nothing did', () => {
    expect(reconcile(graph, buildGraph({ snapshot: shop() }))).toBe(graph);
    const snapshot = shop();
    snapshot.resources = snapshot.resources.filter((one) => one.name !== 'all');
    snapshot.resources.push(route('all', 'cart-router', { 'cart-v1': 1, 'cart-v2': 1 }));
    const after = reconcile(graph, buildGraph({ snapshot }));
    expect(after).not.toBe(graph);
    expect(after.cards.every((card) => graph.cards.includes(card))).toBe(true);
    expect(after.edges.filter((edge) => !graph.edges.includes(edge)).map((edge) => edge.percent)).toEqual([50, 50]);
  });
});

describe('outlineOf', () => {
  const text = (lines: ReturnType<typeof outlineOf>) =>
    lines.map((line) => {
      const name =
        line.type === 'edge'
          ? `→ ${line.edge.to.split('/')[2]}`
          : line.type === 'kind'
            ? line.kind
            : line.type === 'card'
              ? line.card.name
              : line.row.ref.name;
      return `${'  '.repeat(line.level - 1)}${name} ${line.place}/${line.of}`;
    });

  it('lists kinds in the order of traffic, their cards, routes as they are tried, and arrows', () => {
    expect(text(outlineOf(graph, new Set()))).toEqual([
      'virtualGateway 1/4',
      '  public 1/1',
      '    web 1/1',
      '      → front.local 1/1',
      'virtualService 2/4',
      '  cart.local 1/3',
      '    → cart-router 1/1',
      '  front.local 2/3',
      '    → front-a 1/1',
      '  gone.local 3/3',
      'virtualRouter 3/4',
      '  cart-router 1/1',
      '    canary 1/2',
      '      → cart-v2 1/1',
      '    all 2/2',
      '      → cart-v1 1/2',
      '      → cart-v2 2/2',
      'virtualNode 4/4',
      '  cart-v1 1/4',
      '  cart-v2 2/4',
      '  front-a 3/4',
      '    → cart.local 1/1',
      '  front-b 4/4',
      '    → cart.local 1/2',
      '    → gone.local 2/2',
    ]);
  });

  it('leaves out what lies below a folded line, and says which lines can be folded', () => {
    const lines = outlineOf(graph, new Set(['virtualNode', 'virtualService', 'virtualGateway', routerId]));
    expect(lines.map(({ id, expanded }) => [id.split('/').at(-1), expanded])).toEqual([
      ['virtualGateway', false],
      ['virtualService', false],
      ['virtualRouter', true],
      ['cart-router', false],
      ['virtualNode', false],
    ]);
    const cartV1 = outlineOf(graph, new Set()).find((line) => line.id === nodeId('cart-v1'));
    expect(cartV1).not.toHaveProperty('expanded');
    expect(cartV1?.type === 'card' && cartV1.reachedFrom).toHaveLength(1);
  });
});
