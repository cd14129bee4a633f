import { describe, expect, it } from 'vitest';
import type { Kind } from '../kinds';
import { validateInput, validateSpec } from '../validate/validate';

const target = { action: { weightedTargets: [{ virtualNode: 'n', weight: 1 }] } };
const http = (match: object) => ({ httpRoute: { match, ...target } });
const gateway = (match: object) => ({
  httpRoute: { match, action: { target: { virtualService: { virtualServiceName: 's' } } } },
});
const grpcGateway = (match: object) => ({
  grpcRoute: { match, action: { target: { virtualService: { virtualServiceName: 's' } } } },
});
const listener = (protocol: string, more: object) => ({
  listeners: [{ portMapping: { port: 80, protocol }, ...more }],
});
const health = (port?: number) => ({
  healthCheck: {
    protocol: 'http',
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    intervalMillis: 5000,
    timeoutMillis: 2000,
    ...(port !== undefined && { port }),
  },
});

const REFUSED: [string, Kind, object, string, string][] = [
  ['a route of no type', 'route', {}, '', 'not-exactly-one'],
  ['a route of two types', 'route', { ...http({}), tcpRoute: target }, '', 'not-exactly-one'],
  ['a prefix without slash', 'route', http({ prefix: 'x' }), 'httpRoute.match.prefix', 'prefix-without-slash'],
  ['an empty prefix', 'route', http({ prefix: '' }), 'httpRoute.match.prefix', 'prefix-without-slash'],
  [
    'a gRPC method without service',
    'route',
    { grpcRoute: { match: { methodName: 'm' }, ...target } },
    'grpcRoute.match.serviceName',
    'method-without-service',
  ],
  ['a gateway route of no type', 'gatewayRoute', { priority: 1 }, '', 'not-exactly-one'],
  [
    'a reserved prefix',
    'gatewayRoute',
    gateway({ prefix: '/aws-appmesh/x' }),
    'httpRoute.match.prefix',
    'reserved-prefix',
  ],
  [
    'the other reserved prefix',
    'gatewayRoute',
    gateway({ prefix: '/aws-app-mesh' }),
    'httpRoute.match.prefix',
    'reserved-prefix',
  ],
  [
    'a reserved service',
    'gatewayRoute',
    grpcGateway({ serviceName: 'aws.app-mesh.x' }),
    'grpcRoute.match.serviceName',
    'reserved-service',
  ],
  [
    'the other reserved service',
    'gatewayRoute',
    grpcGateway({ serviceName: 'aws.appmesh' }),
    'grpcRoute.match.serviceName',
    'reserved-service',
  ],
  [
    "another protocol's connection pool",
    'virtualNode',
    listener('http', { connectionPool: { tcp: { maxConnections: 1 } } }),
    'listeners[0].connectionPool.tcp',
    'pool-protocol-differs',
  ],
  [
    "another protocol's timeout",
    'virtualNode',
    listener('grpc', { timeout: { http: {} } }),
    'listeners[0].timeout.http',
    'timeout-protocol-differs',
  ],
  [
    'a health check elsewhere',
    'virtualNode',
    listener('http', health(81)),
    'listeners[0].healthCheck.port',
    'health-check-port-unknown',
  ],
  [
    "a gateway's other connection pool",
    'virtualGateway',
    listener('http2', { connectionPool: { grpc: { maxRequests: 1 } } }),
    'listeners[0].connectionPool.grpc',
    'pool-protocol-differs',
  ],
  [
    "a gateway's health check elsewhere",
    'virtualGateway',
    listener('http', health(81)),
    'listeners[0].healthCheck.port',
    'health-check-port-unknown',
  ],
];

const ACCEPTED: [string, Kind, object][] = [
  ['an empty http match', 'route', http({})],
  [
    'weights that are all 0',
    'route',
    { httpRoute: { match: {}, action: { weightedTargets: [{ virtualNode: 'n', weight: 0 }] } } },
  ],
  [
    'weights of 1 and 1',
    'route',
    {
      tcpRoute: {
        action: {
          weightedTargets: [
            { virtualNode: 'n', weight: 1 },
            { virtualNode: 'm', weight: 1 },
          ],
        },
      },
    },
  ],
  [
    'an unknown retry event',
    'route',
    {
      httpRoute: {
        match: {},
        ...target,
        retryPolicy: { maxRetries: 1, perRetryTimeout: {}, httpRetryEvents: ['whatever'] },
      },
    },
  ],
  ['a gateway prefix that does not end in a slash', 'gatewayRoute', gateway({ prefix: '/x' })],
  ['a node without discovery', 'virtualNode', listener('http', health(80))],
  ['a health check without port', 'virtualNode', listener('http', health())],
  [
    'several listeners',
    'virtualNode',
    { listeners: [{ portMapping: { port: 1, protocol: 'http' } }, { portMapping: { port: 2, protocol: 'tcp' } }] },
  ],
  ['a router without listeners', 'virtualRouter', {}],
  ['a service without provider', 'virtualService', {}],
  ['the right connection pool', 'virtualNode', listener('tcp', { connectionPool: { tcp: { maxConnections: 1 } } })],
];

describe('rules beyond the API table', () => {
  it.each(REFUSED)('refuses %s', (_, kind, spec, path, code) => {
    expect(validateSpec(kind, spec)).toEqual([expect.objectContaining({ path, code })]);
  });

  it.each(ACCEPTED)('accepts %s', (_, kind, spec) => {
    expect(validateSpec(kind, spec)).toEqual([]);
  });

  it('tells everything at once, table and rules together', () => {
    const spec = { ...http({ prefix: 'x', headers: [] }), priority: 1001 };
    expect(validateSpec('route', spec).map((v) => v.message)).toEqual([
      'httpRoute.match.headers: must have between 1 and 10 elements, has 0',
      'priority: must be between 0 and 1000, was 1001',
      'httpRoute.match.prefix: must start with \'/\', was "x"',
    ]);
  });
});

describe('names', () => {
  const create = (meshName: string) => validateInput('CreateMesh', { meshName });

  it.each(['a', 'my mesh', 'a:b', 'メッシュ', '😀', 'x'.repeat(255)])('accepts %s', (name) => {
    expect(create(name)).toEqual([]);
  });

  it.each(['a/b', 'arn:aws:appmesh:us-east-1:111122223333:mesh/m', '.', '..', 'a\nb', 'a\u0000'])(
    'refuses %j',
    (name) => {
      expect(create(name)).toEqual([expect.objectContaining({ code: 'name-not-allowed', path: 'meshName' })]);
    },
  );

  it('counts characters as people do', () => {
    expect(create('😀'.repeat(255))).toEqual([]);
    expect(create('😀'.repeat(256))).toEqual([expect.objectContaining({ code: 'text-length' })]);
  });

  it('lets a slash into other names, and limits names without a limit of their own', () => {
    const service = (virtualServiceName: string) =>
      validateInput('CreateVirtualService', { meshName: 'm', virtualServiceName, spec: {} });
    expect(service('a/b.local')).toEqual([]);
    expect(service('')).toHaveLength(1);
    expect(service('x'.repeat(1025))).toHaveLength(1);
  });
});
