import { describe, expect, it } from 'vitest';
import { type Fix, type FixResource, fixesOf } from '@/lib/model';

type Context = Parameters<typeof fixesOf>[0];

const router = (listeners = [{ portMapping: { port: 8080, protocol: 'http' } }], name = 'r'): FixResource => ({
  kind: 'virtualRouter',
  name,
  spec: { listeners },
});
const node = (name: string, ...ports: [port: number, protocol: string][]): FixResource => ({
  kind: 'virtualNode',
  name,
  spec: { listeners: ports.map(([port, protocol]) => ({ portMapping: { port, protocol } })) },
});
const target = (virtualNode: string, weight: number, port?: number) => ({ virtualNode, weight, port });
const route = (targets: ReturnType<typeof target>[], more: object = {}): FixResource => ({
  kind: 'route',
  parent: 'r',
  name: 'all',
  spec: { httpRoute: { match: { prefix: '/' }, action: { weightedTargets: targets }, ...more } },
});

/** What the fixes are called and what they would store. */
function offered(code: Context['code'], all: FixResource[], at: Partial<Context> = {}) {
  const [resource] = all as [FixResource, ...FixResource[]];
  const before = structuredClone(all);
  const fixes = fixesOf({ code, resource, path: '', params: {}, ...at }, all);
  expect(all, 'what is there is left alone').toEqual(before);
  return fixes;
}
const codes = (fixes: Fix[]) => fixes.map((fix) => fix.code);
const spec = (fix: Fix | undefined) => fix?.puts[0]?.spec;

describe('fixesOf', () => {
  it('gives all targets the same weight where all are 0', () => {
    const [fix] = offered('weights-sum-zero', [route([target('a', 0), target('b', 0)])]);
    expect(spec(fix)).toMatchObject(route([target('a', 1), target('b', 1)]).spec);
  });

  it('makes a missing backend, or takes it out', () => {
    const caller: FixResource = {
      kind: 'virtualNode',
      name: 'a',
      spec: { backends: [{ virtualService: { virtualServiceName: 's.local' } }] },
    };
    const fixes = offered('backend-service-missing', [caller], { path: 'backends[0]', params: { service: 's.local' } });
    expect(codes(fixes)).toEqual(['create-service', 'drop-backend']);
    expect(fixes[0]?.puts).toEqual([{ ref: { kind: 'virtualService', name: 's.local' }, spec: {} }]);
    expect(spec(fixes[1])).toEqual({ backends: [] });
  });

  it('makes a backend of a service that is called', () => {
    const caller: FixResource = { kind: 'virtualNode', name: 'a', spec: {} };
    const at = { path: 'backends', params: { service: 's.local' } };
    const [fix, ...others] = offered('call-without-backend', [caller], at);
    expect(others).toEqual([]);
    expect(spec(fix)).toEqual({ backends: [{ virtualService: { virtualServiceName: 's.local' } }] });
    const has = { ...caller, spec: spec(fix) ?? {} };
    expect(offered('call-without-backend', [has], at), 'nothing where it is one already').toEqual([]);
  });

  it('offers routers that no service uses as providers', () => {
    const service = (name: string, of?: string): FixResource => ({
      kind: 'virtualService',
      name,
      spec: of ? { provider: { virtualRouter: { virtualRouterName: of } } } : {},
    });
    const all = [service('s.local'), service('t.local', 'used'), router([], 'used'), router([], 'free')];
    const [fix, ...others] = offered('service-without-provider', all);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({ code: 'set-provider', params: { router: 'free' } });
    expect(spec(fix)).toEqual({ provider: { virtualRouter: { virtualRouterName: 'free' } } });
  });

  it('names the port of a router that has one, and stays silent where it has several', () => {
    const matching = route([target('a', 1)], { match: { prefix: '/', port: 9 } });
    const at = { path: 'httpRoute.match.port', params: { port: 9 } };
    expect(spec(offered('match-port-unknown', [matching, router()], at)[0])).toMatchObject({
      httpRoute: { match: { port: 8080 } },
    });
    const two = router([
      { portMapping: { port: 1, protocol: 'http' } },
      { portMapping: { port: 2, protocol: 'http' } },
    ]);
    expect(offered('match-port-unknown', [matching, two], at)).toEqual([]);
  });

  it('lets a router speak what all of its routes speak', () => {
    const tcp = router([{ portMapping: { port: 1, protocol: 'tcp' } }]);
    const [fix] = offered('route-protocol-mismatch', [route([target('a', 1)]), tcp]);
    expect(fix?.puts[0]).toEqual({
      ref: { kind: 'virtualRouter', name: 'r' },
      spec: router([{ portMapping: { port: 1, protocol: 'http' } }]).spec,
    });
  });

  it('takes the one port of a target that fits, or the target out', () => {
    const path = 'httpRoute.action.weightedTargets[1]';
    const all = [route([target('a', 1), target('b', 1)]), node('b', [1, 'tcp'], [2, 'http'])];
    const fixes = offered('target-port-missing', all, { path });
    expect(codes(fixes)).toEqual(['set-target-port', 'drop-target']);
    expect(spec(fixes[0])).toMatchObject({ httpRoute: { action: { weightedTargets: [{}, { port: 2 }] } } });
    expect(spec(fixes[1])).toEqual(route([target('a', 1)]).spec);
    const unclear = [route([target('b', 1)]), node('b', [1, 'http'], [2, 'http'])];
    expect(offered('target-port-missing', unclear, { path: 'httpRoute.action.weightedTargets[0]' })).toEqual([]);
  });

  it('gives a request the time that all of its tries take', () => {
    const retrying = route([target('a', 1)], {
      retryPolicy: { maxRetries: 4, perRetryTimeout: { unit: 'ms', value: 5500 }, httpRetryEvents: ['server-error'] },
    });
    const [fix] = offered('retries-exceed-timeout', [retrying]);
    expect(fix?.params).toEqual({ seconds: 28 });
    expect(spec(fix)).toMatchObject({ httpRoute: { timeout: { perRequest: { unit: 's', value: 28 } } } });
  });

  it('knows nothing where a person must know what is meant, or where the resource is gone', () => {
    expect(offered('target-one-endpoint', [node('a')])).toEqual([]);
    expect(
      fixesOf(
        { code: 'weights-sum-zero', resource: { kind: 'route', parent: 'r', name: 'x' }, path: '', params: {} },
        [],
      ),
    ).toEqual([]);
  });
});
