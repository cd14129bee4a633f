import { describe, expect, it } from 'vitest';
import { buildGraph } from './build';
import { shop, trafficOf } from './testing/fixture';
import { overlayTraffic, splitOf, thicknessOf, toneOf } from './traffic';

const call = (caller: string, requestsPerSecond: number, successRate?: number) => ({
  caller: { kind: 'virtualNode' as const, name: caller },
  virtualService: 'cart.local',
  requestsPerSecond,
  requests: requestsPerSecond * 60,
  source: 'access log' as const,
  ...(successRate !== undefined && { successRate }),
});
const traffic = trafficOf({
  edges: [call('front-a', 30, 1), call('front-b', 10, 0.9)],
  routes: [
    {
      virtualRouter: 'cart-router',
      route: 'all',
      requests: 100,
      since: 0,
      source: 'access log',
      targets: [
        { virtualNode: 'cart-v1', port: 8080, share: 0.7, requestsPerSecond: 7, requests: 70, p99Ms: 14 },
        { virtualNode: 'cart-v2', port: 8080, share: 0.3, requestsPerSecond: 3, requests: 30, successRate: 0.5 },
      ],
    },
  ],
});
const snapshot = shop();
const graph = buildGraph({ snapshot, traffic });
const overlay = overlayTraffic(graph, snapshot, traffic);
const figures = (kind: string, from: string, to: string) => {
  const edge = graph.edges.find(
    (one) => one.kind === kind && (one.from.row ?? one.from.card).endsWith(from) && one.to.endsWith(to),
  );
  expect(edge).toBeDefined();
  return edge && overlay.get(edge.id);
};

describe('overlayTraffic', () => {
  it('puts a caller’s figures on its backend, and the sum of all callers on the provider', () => {
    expect(figures('backend', 'front-a', 'cart.local')).toEqual({ requestsPerSecond: 30, successRate: 1 });
    expect(figures('provider', 'cart.local', 'cart-router')).toEqual({ requestsPerSecond: 40, successRate: 0.975 });
  });

  it('puts observed figures on targets, with the share in percent', () => {
    expect(figures('target', 'all', 'cart-v1')).toEqual({ requestsPerSecond: 7, p99Ms: 14, share: 70 });
    expect(figures('target', 'all', 'cart-v2')).toMatchObject({ share: 30, successRate: 0.5 });
  });

  it('says nothing where nothing reports', () => {
    expect(figures('target', 'canary', 'cart-v2')).toBeUndefined();
    expect(figures('provider', 'front.local', 'front-a')).toBeUndefined();
    expect(overlayTraffic(graph, snapshot, trafficOf({})).size).toBe(0);
  });
});

describe('splitOf', () => {
  it('puts the observed split beside the wanted one, in the order of the targets', () => {
    const split = splitOf(snapshot, traffic, 'cart-router', 'all');
    expect(split.requests).toBe(100);
    expect(split.targets.map((one) => [one.virtualNode, one.weight, one.observed?.share])).toEqual([
      ['cart-v1', 3, 70],
      ['cart-v2', 1, 30],
    ]);
  });

  it('knows nothing of a route that nothing reports', () => {
    const split = splitOf(snapshot, traffic, 'cart-router', 'canary');
    expect(split).toEqual({ targets: [{ virtualNode: 'cart-v2', weight: 1 }] });
    expect(splitOf(snapshot, undefined, 'cart-router', 'all').requests).toBeUndefined();
  });
});

describe('tone and thickness', () => {
  it('tell good from bad, and both from what is not known', () => {
    const tone = (successRate?: number) =>
      toneOf({ requestsPerSecond: 1, ...(successRate !== undefined && { successRate }) });
    expect([tone(1), tone(0.99), tone(0.96), tone(0.9), tone(), toneOf(undefined)]).toEqual([
      'good',
      'good',
      'attention',
      'bad',
      'idle',
      'unknown',
    ]);
  });

  it('grow with the rate and stay within bounds', () => {
    const width = (requestsPerSecond: number) => thicknessOf({ requestsPerSecond });
    expect(width(1)).toBeLessThan(width(10));
    expect(width(10)).toBeLessThan(width(100));
    expect(width(1e9)).toBeLessThanOrEqual(5.5);
    expect(thicknessOf(undefined)).toBe(width(0));
  });
});
