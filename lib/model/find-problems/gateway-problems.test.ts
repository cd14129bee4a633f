import { describe, expect, it } from 'vitest';
import { EMPTY_DIRECTORY } from '../endpoints';
import type { GatewayRouteSpec, HttpGatewayRouteMatch, VirtualGatewaySpec } from '../generated/shapes';
import type { Kind, Resource, SpecByKind } from '../kinds';
import { PROBLEM_CODES } from '../problems';
import { buildSnapshot } from '../snapshot';
import { problemsOf } from './problems-of';

const key = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };

function resource<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): Resource<K> {
  const stamp = { uid: name, version: 1, createdAt: 0, lastUpdatedAt: 0, resourceOwner: key.account, tags: [] };
  const writer = { door: 'sdk', who: 'x', userAgent: '' } as const;
  return { meshKey: key, kind, name, ...(parent !== undefined && { parent }), ...stamp, spec, writer };
}

const listener = (port: number, protocol: 'http' | 'http2' | 'grpc' = 'http') => ({ portMapping: { port, protocol } });
const gateway = (spec: VirtualGatewaySpec = { listeners: [listener(80)] }) => resource('virtualGateway', 'g', spec);
const action = (virtualServiceName: string, port?: number) => ({
  target: { virtualService: { virtualServiceName }, ...(port !== undefined && { port }) },
});
const route = (match: HttpGatewayRouteMatch, to = action('s')) =>
  resource('gatewayRoute', 'x', { httpRoute: { match, action: to } } satisfies GatewayRouteSpec, 'g');
const service = (name: string, provider?: string) =>
  resource('virtualService', name, provider ? { provider: { virtualNode: { virtualNodeName: provider } } } : {});
const node = (name: string, ...protocols: ('http' | 'tcp')[]) =>
  resource('virtualNode', name, {
    listeners: protocols.map((protocol, i) => ({ portMapping: { port: 8080 + i, protocol } })),
    serviceDiscovery: { dns: { hostname: 'n.local' } },
  });

const SERVED = [service('s', 'n'), node('n', 'http')];

const CASES: [string, Resource[], string[]][] = [
  ['nothing about a sound gateway', [gateway(), route({ prefix: '/' }), ...SERVED], []],
  ['a gateway without routes', [gateway()], ['warning gateway-without-routes virtualGateway/g  {"name":"g"}']],
  [
    'a route of another type than its listener',
    [gateway({ listeners: [listener(80, 'grpc')] }), route({ prefix: '/' }), ...SERVED],
    [
      'error gateway-route-protocol-mismatch gatewayRoute/x httpRoute {"name":"x","routeProtocol":"http","listenerProtocol":"grpc"}',
    ],
  ],
  [
    'a port that the gateway does not have',
    [gateway(), route({ prefix: '/', port: 81 }), ...SERVED],
    ['error gateway-match-port-unknown gatewayRoute/x httpRoute.match.port {"name":"x","port":81}'],
  ],
  [
    'an exact hostname with a star',
    [gateway(), route({ hostname: { exact: '*.example.com' } }), ...SERVED],
    [
      'error gateway-hostname-never-matches gatewayRoute/x httpRoute.match.hostname.exact {"name":"x","hostname":"*.example.com"}',
    ],
  ],
  [
    'a suffix that is only a star, but not one that begins with a star',
    [gateway(), route({ hostname: { suffix: '*' } }), ...SERVED],
    ['error gateway-hostname-never-matches gatewayRoute/x httpRoute.match.hostname.suffix {"name":"x","hostname":"*"}'],
  ],
  ['nothing about a suffix after a star', [gateway(), route({ hostname: { suffix: '*.org' } }), ...SERVED], []],
  [
    'a target without provider',
    [gateway(), route({ prefix: '/' }), service('s')],
    [
      'warning service-without-provider virtualService/s provider {"name":"s"}',
      'error gateway-target-without-provider gatewayRoute/x httpRoute.action.target {"name":"x","service":"s"}',
    ],
  ],
  [
    'a target that speaks TCP only',
    [gateway(), route({ prefix: '/' }), service('s', 'n'), node('n', 'tcp')],
    ['error gateway-target-without-listener gatewayRoute/x httpRoute.action.target {"name":"x","service":"s"}'],
  ],
  [
    'a target port that the provider does not have',
    [gateway(), route({ prefix: '/' }, action('s', 99)), ...SERVED],
    ['error gateway-target-without-listener gatewayRoute/x httpRoute.action.target {"name":"x","service":"s"}'],
  ],
  [
    'several ports and none named',
    [gateway(), route({ prefix: '/' }), service('s', 'n'), node('n', 'http', 'http')],
    ['error gateway-target-port-missing gatewayRoute/x httpRoute.action.target.port {"name":"x","service":"s"}'],
  ],
  [
    'an expression that RE2 does not know',
    [gateway(), route({ path: { regex: '(?=a)' } }), ...SERVED],
    ['error regex-not-supported gatewayRoute/x httpRoute.match.path.regex {"name":"x","regex":"(?=a)"}'],
  ],
  [
    'a port of the proxy itself, two listeners on one port, a health check, TLS',
    [
      gateway({
        listeners: [
          listener(15001),
          listener(80),
          {
            ...listener(80),
            healthCheck: {
              protocol: 'http',
              intervalMillis: 5000,
              timeoutMillis: 2000,
              healthyThreshold: 2,
              unhealthyThreshold: 2,
            },
          },
        ],
      }),
      route({ prefix: '/', port: 80 }),
      ...SERVED,
    ],
    [
      'error gateway-port-taken virtualGateway/g listeners[0].portMapping.port {"name":"g","port":15001}',
      'error listener-port-clash virtualGateway/g listeners[2].portMapping.port {"name":"g","port":80}',
      'info gateway-health-check-unused virtualGateway/g listeners[2].healthCheck {"name":"g"}',
    ],
  ],
];

describe('problems of gateways', () => {
  it.each(CASES)('finds %s', (_, resources, expected) => {
    const found = problemsOf(buildSnapshot(key, 1, [resource('mesh', 'm', {}), ...resources]), EMPTY_DIRECTORY);
    const lines = found.map(
      (p) => `${p.severity} ${p.code} ${p.resource.kind}/${p.resource.name} ${p.path} ${JSON.stringify(p.params)}`,
    );
    expect(lines).toEqual(expected);
  });

  it('has a case for every code', () => {
    const told = JSON.stringify(CASES.flatMap(([, , lines]) => lines));
    for (const code of PROBLEM_CODES) if (code.startsWith('gateway-')) expect(told).toContain(code);
  });
});
