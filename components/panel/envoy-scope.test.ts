import { describe, expect, it } from 'vitest';
import { findResource } from '@/lib/graph';
import {
  type ApiProxy,
  type ApiResource,
  type ApiSnapshot,
  egressClusterName,
  type Kind,
  routeTagName,
} from '@/lib/model';
import { type EnvoyResource, envoyScope } from './envoy-scope';

const resource = (kind: Kind, name: string, spec: object, parent?: string) =>
  ({ kind, name, spec, ...(parent && { parent }) }) as unknown as ApiResource;
const backend = { backends: [{ virtualService: { virtualServiceName: 'cart.local' } }] };
const snapshot = {
  mesh: 'shop',
  revision: 1,
  problems: [],
  endpoints: [],
  resources: [
    resource('virtualNode', 'front', backend),
    resource('virtualNode', 'v1', {}),
    resource('virtualNode', 'v2', {}),
    resource('virtualRouter', 'cart', {}),
    resource(
      'route',
      'all',
      { httpRoute: { match: {}, action: { weightedTargets: [{ virtualNode: 'v1', weight: 1 }] } } },
      'cart',
    ),
    resource(
      'route',
      'new',
      { httpRoute: { match: {}, action: { weightedTargets: [{ virtualNode: 'v2', weight: 1 }] } } },
      'cart',
    ),
    resource('virtualService', 'cart.local', { provider: { virtualRouter: { virtualRouterName: 'cart' } } }),
    resource('virtualService', 'other.local', {}),
  ],
} satisfies ApiSnapshot;
const proxy = (name: string, state: ApiProxy['state'] = 'current') =>
  ({ id: `${name}-${state}`, resource: { kind: 'virtualNode', name }, state }) as ApiProxy;
const proxies = [proxy('front'), proxy('front', 'disconnected'), proxy('v1')];
const tag = (route: string) => ({ name: routeTagName({ virtualService: 'cart.local', virtualRouter: 'cart', route }) });
const config = (type: EnvoyResource['type'], name: string, json: unknown = {}) =>
  ({ type, name, json, version: '1' }) as EnvoyResource;
const hosts = {
  virtualHosts: [
    { name: 'cart.local', routes: [tag('new'), tag('all')] },
    { name: 'other.local', routes: [{ name: routeTagName({ virtualService: 'other.local' }) }] },
  ],
};

const scopeOf = (kind: Kind, name: string, parent?: string) => {
  const found = findResource(snapshot, { kind, name, ...(parent && { parent }) });
  if (!found) throw new Error(`no ${kind} ${name}`);
  return envoyScope('shop', snapshot, found, proxies);
};

describe('envoyScope', () => {
  it('shows a node its own connected proxies, and everything of them', () => {
    const scope = scopeOf('virtualNode', 'front');
    expect(scope.proxies.map((one) => one.id)).toEqual(['front-current']);
    expect(scope.part(config('listener', 'lds'))).toBeDefined();
    expect(scope.partial).toBe(false);
  });

  it('shows a route the proxies of its callers, with its virtual host and its targets’ clusters only', () => {
    const scope = scopeOf('route', 'all', 'cart');
    expect(scope.proxies.map((one) => one.id)).toEqual(['front-current']);
    expect(scope.part(config('route', 'rds', hosts))?.json).toEqual({ virtualHosts: [hosts.virtualHosts[0]] });
    expect(scope.part(config('cluster', egressClusterName('shop', 'v1', 'http', 8080)))).toBeDefined();
    expect(scope.part(config('cluster', egressClusterName('shop', 'v2', 'http', 8080)))).toBeUndefined();
    expect(scope.part(config('listener', 'lds'))).toBeUndefined();
  });

  it('shows a router and a service all targets behind them', () => {
    for (const scope of [scopeOf('virtualRouter', 'cart'), scopeOf('virtualService', 'cart.local')]) {
      expect(scope.part(config('endpoint', egressClusterName('shop', 'v1', 'http', 8080)))).toBeDefined();
      expect(scope.part(config('endpoint', egressClusterName('shop', 'v2', 'http', 8080)))).toBeDefined();
      expect(scope.part(config('route', 'rds', hosts))?.json).toEqual({ virtualHosts: [hosts.virtualHosts[0]] });
    }
  });

  it('finds nothing for a service that nobody calls', () => {
    const scope = scopeOf('virtualService', 'other.local');
    expect(scope.proxies).toEqual([]);
    expect(scope.part(config('route', 'rds', { virtualHosts: [hosts.virtualHosts[0]] }))).toBeUndefined();
  });
});
