import { describe, expect, it } from 'vitest';
import type { GatewayRouteSpec, HttpRouteMatch, RouteSpec } from '@/lib/model';
import { matchSummary, withWeights } from './route-parts';

const action = {
  weightedTargets: [
    { virtualNode: 'a', weight: 100 },
    { virtualNode: 'b', weight: 0 },
  ],
};
const http = (match: HttpRouteMatch) => matchSummary({ httpRoute: { match, action } });

describe('matchSummary', () => {
  it.each<[string, HttpRouteMatch]>([
    ['/', {}],
    ['/', { prefix: '/' }],
    ['/cart*', { prefix: '/cart' }],
    ['/cart', { path: { exact: '/cart' } }],
    ['~/c.*', { path: { regex: '/c.*' } }],
    ['GET /', { method: 'GET' }],
    ['GET x-canary: yes', { prefix: '/', method: 'GET', headers: [{ name: 'x-canary', match: { exact: 'yes' } }] }],
    ['/a* x-debug', { prefix: '/a', headers: [{ name: 'x-debug' }] }],
    ['!x-n: 1–<5', { headers: [{ name: 'x-n', invert: true, match: { range: { start: 1, end: 5 } } }] }],
    ['x: a* y: *b', { headers: [pair('x', 'prefix', 'a'), pair('y', 'suffix', 'b')] }],
    ['?v=2 ?debug', { queryParameters: [{ name: 'v', match: { exact: '2' } }, { name: 'debug' }] }],
    ['https:// :8081', { scheme: 'https', port: 8081 }],
  ])('%s', (text, match) => {
    expect(http(match)).toBe(text);
  });

  it('reads gRPC, TCP and gateway routes', () => {
    const grpc = (match: object) => matchSummary({ grpcRoute: { match, action } });
    expect(grpc({})).toBe('/');
    expect(grpc({ serviceName: 'shop.Cart' })).toBe('shop.Cart/*');
    expect(grpc({ serviceName: 'shop.Cart', methodName: 'Add' })).toBe('shop.Cart/Add');
    expect(matchSummary({ tcpRoute: { action } })).toBe('tcp');
    expect(matchSummary({ tcpRoute: { action, match: { port: 3306 } } })).toBe('tcp :3306');
    const target = { virtualService: { virtualServiceName: 's' } };
    const gateway: GatewayRouteSpec = { httpRoute: { match: { hostname: { suffix: '.shop' } }, action: { target } } };
    expect(matchSummary(gateway)).toBe('*.shop');
  });
});

describe('withWeights', () => {
  it('changes weights and nothing else, and leaves the given spec alone', () => {
    const spec: RouteSpec = { priority: 3, httpRoute: { match: { prefix: '/' }, action, timeout: { idle: {} } } };
    const before = structuredClone(spec);
    const changed = withWeights(spec, [
      { virtualNode: 'a', weight: 40 },
      { virtualNode: 'b', weight: 60 },
    ]);
    expect(spec).toEqual(before);
    const expected = structuredClone(before);
    if (expected.httpRoute) {
      expected.httpRoute.action.weightedTargets = [
        { virtualNode: 'a', weight: 40 },
        { virtualNode: 'b', weight: 60 },
      ];
    }
    expect(changed).toEqual(expected);
  });

  it('does not give weights to other targets than they are for', () => {
    const spec: RouteSpec = { tcpRoute: { action } };
    const a = { virtualNode: 'a', weight: 1 };
    const b = { virtualNode: 'b', weight: 1 };
    expect(withWeights(spec, [a])).toBeUndefined();
    expect(withWeights(spec, [b, a])).toBeUndefined();
    expect(withWeights(spec, [a, { ...b, port: 80 }])).toBeUndefined();
    expect(withWeights(spec, [a, b])).toBeDefined();
  });
});

function pair(name: string, kind: 'prefix' | 'suffix', value: string) {
  return { name, match: { [kind]: value } };
}
