import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRouteMatch, RouteSpec } from './generated/shapes';
import { compareRoutes } from './route-order';

const action = { weightedTargets: [{ virtualNode: 'v1', weight: 1 }] };
const http = (match: HttpRouteMatch, priority?: number): RouteSpec => ({
  httpRoute: { match, action },
  ...(priority !== undefined && { priority }),
});
const order = (routes: Record<string, RouteSpec>) =>
  Object.entries(routes)
    .map(([name, spec]) => ({ name, spec }))
    .sort(compareRoutes)
    .map((route) => route.name);

describe('compareRoutes', () => {
  it('tries lower priorities first, 0 before all, unset after 1000', () => {
    expect(order({ unset: http({}), last: http({}, 1000), first: http({}, 0), second: http({}, 1) })).toEqual([
      'first',
      'second',
      'last',
      'unset',
    ]);
  });

  it('breaks ties by the longer path, then exact over regex over prefix', () => {
    expect(
      order({
        any: http({}),
        prefix: http({ prefix: '/abcd' }),
        regex: http({ path: { regex: '/ab.d' } }),
        exact: http({ path: { exact: '/abcd' } }),
        longer: http({ prefix: '/abcde' }),
      }),
    ).toEqual(['longer', 'exact', 'regex', 'prefix', 'any']);
  });

  it('then by the number of conditions, then by name', () => {
    expect(
      order({
        b: http({ prefix: '/' }),
        a: http({ prefix: '/' }),
        canary: http({ prefix: '/', headers: [{ name: 'x-canary' }] }),
        narrow: http({ prefix: '/', headers: [{ name: 'x-canary' }], method: 'GET' }),
      }),
    ).toEqual(['narrow', 'canary', 'a', 'b']);
  });

  it('reads gRPC services and methods as paths, and a TCP route as the widest match', () => {
    expect(
      order({
        tcp: { tcpRoute: { action } },
        service: { grpcRoute: { match: { serviceName: 'shop.Cart' }, action } },
        method: { grpcRoute: { match: { serviceName: 'shop.Cart', methodName: 'Add' }, action } },
      }),
    ).toEqual(['method', 'service', 'tcp']);
  });

  it('is a total order: antisymmetric and transitive whatever the specs are', () => {
    const spec = fc.record({ prefix: fc.constantFrom('/', '/a', '/ab'), priority: fc.option(fc.nat(3)) });
    const route = fc
      .record({ name: fc.constantFrom('a', 'b', 'c'), spec })
      .map(({ name, spec: { prefix, priority } }) => ({ name, spec: http({ prefix }, priority ?? undefined) }));
    fc.assert(
      fc.property(route, route, route, (a, b, c) => {
        expect(Math.sign(compareRoutes(a, b)) + Math.sign(compareRoutes(b, a))).toBe(0);
        if (compareRoutes(a, b) <= 0 && compareRoutes(b, c) <= 0) expect(compareRoutes(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
