import { describe, expect, it } from 'vitest';
import { validateSpec } from '@/lib/model';
import { withProtocol } from './protocol';
import { movedBody, ROUTE_TYPES, typeForProtocol, typeOf } from './route-type';

const HTTP = {
  match: { prefix: '/', headers: [{ name: 'x' }], port: 8080 },
  action: { weightedTargets: [{ virtualNode: 'a', weight: 1 }] },
  timeout: { perRequest: { unit: 's', value: 3 }, idle: { unit: 's', value: 9 } },
  retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: 's', value: 1 }, httpRetryEvents: ['server-error'] },
};

describe('another type of route', () => {
  it('keeps what both types have', () => {
    expect(movedBody('RouteSpec', 'http2Route', HTTP)).toEqual(HTTP);
    expect(movedBody('RouteSpec', 'tcpRoute', HTTP)).toEqual({
      match: { port: 8080 },
      action: HTTP.action,
      timeout: { idle: HTTP.timeout.idle },
    });
  });

  it('is always a spec that the API takes', () => {
    for (const type of ROUTE_TYPES)
      expect(validateSpec('route', { [type]: movedBody('RouteSpec', type, HTTP) }), type).toEqual([]);
  });

  it('lacks only its target when it begins anew', () => {
    for (const type of ROUTE_TYPES) {
      const violations = validateSpec('route', { [type]: movedBody('RouteSpec', type, undefined) });
      expect(
        violations.map((v) => v.path),
        type,
      ).toEqual([`${type}.action.weightedTargets[0].virtualNode`]);
    }
  });

  it('is that of the listener', () => {
    expect(typeForProtocol('grpc')).toBe('grpcRoute');
    expect(typeForProtocol(undefined)).toBe('httpRoute');
    expect(typeOf({ priority: 1, tcpRoute: {} })).toBe('tcpRoute');
  });
});

describe("a listener's timeouts under another protocol", () => {
  const spec = { listeners: [{ portMapping: { port: 1, protocol: 'http' }, timeout: { http: HTTP.timeout } }] };

  it('move along', () => {
    expect(withProtocol(spec, ['listeners', 0], 'grpc')).toEqual({ timeout: { grpc: HTTP.timeout } });
  });

  it('lose what tcp does not have', () => {
    expect(withProtocol(spec, ['listeners', 0], 'tcp')).toEqual({ timeout: { tcp: { idle: HTTP.timeout.idle } } });
  });
});
