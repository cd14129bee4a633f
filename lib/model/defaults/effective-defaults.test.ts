import { describe, expect, it } from 'vitest';
import { effectiveDefaults } from './effective-defaults';

const short = (found: ReturnType<typeof effectiveDefaults>) => found.map((d) => [d.path, d.value, d.source]);

describe('effectiveDefaults', () => {
  it('of an empty mesh: nothing leaves it', () => {
    expect(short(effectiveDefaults('mesh', {}))).toEqual([['egressFilter.type', 'DROP_ALL', 'app-mesh']]);
    expect(effectiveDefaults('mesh', { egressFilter: { type: 'ALLOW_ALL' } })).toEqual([]);
  });

  it('of a node: timeouts, pool, health check port, and what the mesh prefers', () => {
    const healthCheck = {
      protocol: 'http' as const,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      intervalMillis: 5000,
      timeoutMillis: 2000,
    };
    const spec = {
      listeners: [{ portMapping: { port: 8080, protocol: 'http' as const }, healthCheck }],
      serviceDiscovery: { dns: { hostname: 'a.local' } },
    };
    expect(short(effectiveDefaults('virtualNode', spec, { serviceDiscovery: { ipPreference: 'IPv4_ONLY' } }))).toEqual([
      ['listeners[0].tls.mode', 'DISABLED', 'app-mesh'],
      ['listeners[0].connectionPool.http.maxConnections', 2147483647, 'app-mesh'],
      ['listeners[0].connectionPool.http.maxPendingRequests', 2147483647, 'app-mesh'],
      ['listeners[0].healthCheck.port', 8080, 'listener'],
      ['listeners[0].timeout.http.perRequest', { value: 15, unit: 's' }, 'app-mesh'],
      ['listeners[0].timeout.http.idle', { value: 300, unit: 's' }, 'app-mesh'],
      ['serviceDiscovery.dns.responseType', 'LOADBALANCER', 'app-mesh'],
      ['serviceDiscovery.dns.ipPreference', 'IPv4_ONLY', 'mesh'],
    ]);
  });

  it('leaves alone what the spec says', () => {
    const timeout = { http: { perRequest: { value: 0, unit: 's' as const }, idle: { value: 1, unit: 's' as const } } };
    const connectionPool = { http: { maxConnections: 5, maxPendingRequests: 6 } };
    const tls = { mode: 'STRICT' as const, certificate: { sds: { secretName: 's' } } };
    const listeners = [{ portMapping: { port: 1, protocol: 'http' as const }, timeout, connectionPool, tls }];
    expect(effectiveDefaults('virtualNode', { listeners })).toEqual([]);
  });

  it('of a route: the hidden retries and timeouts; none of them for tcp', () => {
    const action = { weightedTargets: [] };
    expect(short(effectiveDefaults('route', { grpcRoute: { match: {}, action } })).map(([path]) => path)).toEqual([
      'grpcRoute.timeout.perRequest',
      'grpcRoute.timeout.idle',
      'grpcRoute.retryPolicy',
    ]);
    expect(effectiveDefaults('route', { tcpRoute: { action } })).toEqual([]);
  });

  it('of a gateway route: the rewrites', () => {
    const target = { virtualService: { virtualServiceName: 's' } };
    const spec = (match: object, rewrite?: object) => ({
      httpRoute: { match, action: { target, ...(rewrite && { rewrite }) } },
    });
    const paths = (match: object, rewrite?: object) =>
      effectiveDefaults('gatewayRoute', spec(match, rewrite)).map((d) => d.path);
    const [hostname, prefix] = [
      'httpRoute.action.rewrite.hostname.defaultTargetHostname',
      'httpRoute.action.rewrite.prefix.defaultPrefix',
    ];
    expect(paths({ prefix: '/' })).toEqual([hostname, prefix]);
    expect(paths({ path: { exact: '/x' } })).toEqual([hostname]);
    expect(
      paths({ prefix: '/' }, { prefix: { value: '/y' }, hostname: { defaultTargetHostname: 'DISABLED' } }),
    ).toEqual([]);
  });

  it('of a client policy: enforced, on all ports', () => {
    const tls = { validation: { trust: { sds: { secretName: 's' } } } };
    expect(short(effectiveDefaults('virtualNode', { backendDefaults: { clientPolicy: { tls } } }))).toEqual([
      ['backendDefaults.clientPolicy.tls.enforce', true, 'app-mesh'],
      ['backendDefaults.clientPolicy.tls.ports', 'all', 'app-mesh'],
    ]);
  });
});
