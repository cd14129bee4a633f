import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { refKey } from '@/lib/model';
import { buildGraph } from './build';
import { layoutGraph, layoutKey, NO_POSITIONS } from './layout';
import { spread } from './settle';
import { sizeOf } from './sizes';
import { node, route, router, service, shop, snapshotOf } from './testing/fixture';
import type { Graph, Positions } from './types';

const elk = new ELK();
const id = (kind: 'virtualNode' | 'virtualService' | 'virtualRouter' | 'virtualGateway', name: string) =>
  refKey({ kind, name });

function overlaps(graph: Graph, positions: Positions): string[] {
  const boxes = graph.cards.map((card) => ({ id: card.id, at: positions.get(card.id), size: sizeOf(card) }));
  return boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      if (!a.at || !b.at) return [`${a.id} or ${b.id} has no place`];
      const apart =
        a.at.x + a.size.width <= b.at.x ||
        b.at.x + b.size.width <= a.at.x ||
        a.at.y + a.size.height <= b.at.y ||
        b.at.y + b.size.height <= a.at.y;
      return apart ? [] : [`${a.id} and ${b.id}`];
    }),
  );
}

describe('layoutGraph', () => {
  it('goes from left to right: gateway, service, caller, service, target; the router right below its service', async () => {
    const graph = buildGraph({ snapshot: shop() });
    const at = await layoutGraph(elk, graph, NO_POSITIONS);
    const x = (kind: Parameters<typeof id>[0], name: string) => at.get(id(kind, name))?.x ?? Number.NaN;
    const line = [
      x('virtualGateway', 'public'),
      x('virtualService', 'front.local'),
      x('virtualNode', 'front-a'),
      x('virtualService', 'cart.local'),
      x('virtualNode', 'cart-v1'),
    ];
    expect(line).toEqual([...line].sort((a, b) => a - b));
    expect(new Set(line).size).toBe(line.length);
    const above = at.get(id('virtualService', 'cart.local'));
    const below = at.get(id('virtualRouter', 'cart-router'));
    expect(below?.y).toBeGreaterThan(above?.y ?? Number.NaN);
    expect(Math.abs((below?.x ?? 0) - (above?.x ?? 0))).toBeLessThan(20);
    expect(overlaps(graph, at)).toEqual([]);
  });

  it('gives the same places each time', async () => {
    const graph = buildGraph({ snapshot: shop() });
    expect(await layoutGraph(elk, graph, NO_POSITIONS)).toEqual(await layoutGraph(elk, graph, NO_POSITIONS));
  });

  it('leaves every known card where it is when a node, a service and a router join, and covers none', async () => {
    const before = shop();
    const known = await layoutGraph(elk, buildGraph({ snapshot: before }), NO_POSITIONS);
    const added = [node('new-v1'), router('new-router'), route('r', 'new-router', { 'new-v1': 1 })];
    const graph = buildGraph({
      snapshot: { ...before, resources: [...before.resources, ...added, service('new.local', 'new-router')] },
    });
    const found = await layoutGraph(elk, graph, known);
    expect([...found.keys()].sort()).toEqual([
      id('virtualNode', 'new-v1'),
      id('virtualRouter', 'new-router'),
      id('virtualService', 'new.local'),
    ]);
    expect(overlaps(graph, new Map([...known, ...found]))).toEqual([]);
  });

  it('makes room when a router gets more routes', async () => {
    const before = shop();
    const known = await layoutGraph(elk, buildGraph({ snapshot: before }), NO_POSITIONS);
    const more = Array.from({ length: 12 }, (_, index) => route(`more-${index}`, 'cart-router', { 'cart-v1': 1 }));
    const graph = buildGraph({ snapshot: { ...before, resources: [...before.resources, ...more] } });
    expect((await layoutGraph(elk, graph, known)).size).toBe(0);
    expect(overlaps(graph, known)).not.toEqual([]);
    expect(overlaps(graph, spread(graph, known))).toEqual([]);
  });

  it('lays out only what is new and its neighbours, near them', async () => {
    const before = shop();
    const known = await layoutGraph(elk, buildGraph({ snapshot: before }), NO_POSITIONS);
    const asked: number[] = [];
    const counting = {
      layout: (part: Parameters<typeof elk.layout>[0]) => {
        asked.push(part.children?.length ?? 0);
        return elk.layout(part);
      },
    };
    const graph = buildGraph({
      snapshot: { ...before, resources: [...before.resources, node('caller', 'cart.local')] },
    });
    const at = (await layoutGraph(counting, graph, known)).get(id('virtualNode', 'caller'));
    expect(asked).toEqual([2]);
    expect(at?.x).toBeLessThan(known.get(id('virtualService', 'cart.local'))?.x ?? Number.NaN);
  });

  it('keeps the few that are known where they are when many more come', async () => {
    const graph = buildGraph({ snapshot: shop() });
    const one = id('virtualNode', 'cart-v1');
    const known = new Map([[one, { x: -5000, y: 777 }]]);
    const found = await layoutGraph(elk, graph, known);
    expect(found.has(one)).toBe(false);
    expect(found.size).toBe(graph.cards.length - 1);
    expect(overlaps(graph, new Map([...known, ...found]))).toEqual([]);
  });

  it('copes with callers that call one another, with nothing at all, and with a thousand cards', async () => {
    const circle = buildGraph({
      snapshot: snapshotOf([node('a', 's'), node('b', 's'), router('r'), service('s', 'r')]),
    });
    expect((await layoutGraph(elk, circle, NO_POSITIONS)).size).toBe(4);
    expect(await layoutGraph(elk, { cards: [], edges: [] }, NO_POSITIONS)).toEqual(new Map());
    const many = Array.from({ length: 250 }, (_, i) => [
      node(`n${i}`, `s${(i * 7) % 250}`, `s${(i * 13) % 250}`),
      router(`r${i}`),
      route('x', `r${i}`, { [`n${i}`]: 1, [`n${(i * 3) % 250}`]: 2 }),
      service(`s${i}`, `r${i}`),
    ]).flat();
    const graph = buildGraph({ snapshot: snapshotOf(many) });
    const never = { layout: () => Promise.reject(new Error('elk takes minutes for this')) };
    const places = await layoutGraph(never, graph, NO_POSITIONS);
    expect(places.size).toBe(graph.cards.length);
    expect(overlaps(graph, places)).toEqual([]);
  }, 60_000);
});

describe('layoutKey', () => {
  it('changes with structure, not with weights, problems or traffic', () => {
    const key = (change: (snapshot: ReturnType<typeof shop>) => void) => {
      const snapshot = shop();
      change(snapshot);
      return layoutKey(buildGraph({ snapshot }));
    };
    const same = key(() => undefined);
    const replace = (snapshot: ReturnType<typeof shop>, other: ReturnType<typeof route>) => {
      snapshot.resources = [...snapshot.resources.filter((one) => one.name !== other.name), other];
    };
    expect(key((s) => replace(s, route('all', 'cart-router', { 'cart-v1': 1, 'cart-v2': 99 })))).toBe(same);
    expect(key((s) => replace(s, route('all', 'cart-router', { 'cart-v1': 1 })))).not.toBe(same);
    expect(key((s) => s.resources.push(node('one-more')))).not.toBe(same);
  });
});
