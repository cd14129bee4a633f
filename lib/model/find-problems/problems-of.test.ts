import { describe, expect, it } from 'vitest';
import { EMPTY_DIRECTORY, type Instance } from '../endpoints';
import type { Kind, Resource, SpecByKind } from '../kinds';
import { PROBLEM_CODES, type Problem } from '../problems';
import { buildSnapshot } from '../snapshot';
import { callProblems } from './call-problems';
import { problemsOf } from './problems-of';

const key = { account: '111122223333', region: 'eu-central-1', mesh: 'm' };

function resource<K extends Kind>(kind: K, name: string, spec: SpecByKind[K], parent?: string): Resource<K> {
  return {
    meshKey: key,
    kind,
    name,
    ...(parent !== undefined && { parent }),
    uid: name,
    version: 1,
    createdAt: 0,
    lastUpdatedAt: 0,
    resourceOwner: key.account,
    spec,
    tags: [],
    writer: { door: 'sdk', who: 'x', userAgent: '' },
  };
}

const http = (port = 80) => ({ portMapping: { port, protocol: 'http' as const } });
const tcpListener = { listeners: [{ portMapping: { port: 80, protocol: 'tcp' as const } }] };
const dns = { dns: { hostname: 'x.local' } };
const cloudMap = { awsCloudMap: { namespaceName: 'ns', serviceName: 'svc' } };
const node = (name: string, spec: SpecByKind['virtualNode'] = {}) =>
  resource('virtualNode', name, { listeners: [http()], serviceDiscovery: dns, ...spec });
const router = (spec: SpecByKind['virtualRouter'] = { listeners: [http()] }) => resource('virtualRouter', 'r', spec);
const route = (spec: SpecByKind['route']) => resource('route', 'x', spec, 'r');
const to = (virtualNode: string, weight = 1, port?: number) => ({
  action: { weightedTargets: [{ virtualNode, weight, ...(port !== undefined && { port }) }] },
});
const service = (name: string, provider?: SpecByKind['virtualService']['provider']) =>
  resource('virtualService', name, provider ? { provider } : {});
const byRouter = { virtualRouter: { virtualRouterName: 'r' } };
const backends = (...names: string[]) => ({
  backends: names.map((name) => ({ virtualService: { virtualServiceName: name } })),
});
const directory = (...instances: Instance[]) => ({ instances: () => instances });
const instance = (id: string, health?: 'UNHEALTHY'): Instance => ({ id, attributes: {}, ...(health && { health }) });

function find(resources: Resource[], instances = EMPTY_DIRECTORY): Problem[] {
  return problemsOf(buildSnapshot(key, 1, [resource('mesh', 'm', {}), ...resources]), instances);
}

/** Sound by itself: a caller, its service, router, route and target. */
const SOUND = [
  node('caller', backends('s')),
  service('s', byRouter),
  router(),
  route({ httpRoute: { match: {}, ...to('n') } }),
  node('n'),
];
const without = (...names: string[]) => SOUND.filter((r) => !names.includes(r.name));

/** A problem with its resource, path and params, as `code kind/name path {…}`. */
const line = (p: Problem) =>
  `${p.severity} ${p.code} ${p.resource.kind}/${p.resource.name} ${p.path} ${JSON.stringify(p.params)}`;

const CASES: [string, Resource[], string[]][] = [
  ['nothing about a sound mesh', SOUND, []],
  [
    'weights that are all 0',
    [...without('x'), route({ httpRoute: { match: {}, ...to('n', 0) } })],
    ['error weights-sum-zero route/x httpRoute.action.weightedTargets {"name":"x"}'],
  ],
  [
    'a backend that does not exist',
    [...without('caller'), node('caller', backends('s', 'no'))],
    ['warning backend-service-missing virtualNode/caller backends[1] {"name":"caller","service":"no"}'],
  ],
  [
    'a service without provider, at the service and at its caller',
    [node('caller', backends('s')), service('s')],
    [
      'warning backend-service-without-provider virtualNode/caller backends[0] {"name":"caller","service":"s"}',
      'warning service-without-provider virtualService/s provider {"name":"s"}',
    ],
  ],
  [
    'a route of another protocol than its router',
    [...without('r'), router({ listeners: [{ portMapping: { port: 80, protocol: 'tcp' } }] })],
    ['error route-protocol-mismatch route/x httpRoute {"name":"x","routeProtocol":"http","listenerProtocol":"tcp"}'],
  ],
  [
    'a match port that the router does not have',
    [...without('x'), route({ httpRoute: { match: { port: 81 }, ...to('n') } })],
    ['error match-port-unknown route/x httpRoute.match.port {"name":"x","port":81}'],
  ],
  [
    'a target of another protocol',
    [...without('n'), node('n', { listeners: [{ portMapping: { port: 80, protocol: 'grpc' } }] })],
    [
      'error target-protocol-mismatch route/x httpRoute.action.weightedTargets[0] {"name":"x","target":"n","routeProtocol":"http"}',
    ],
  ],
  [
    'a target without port among several listeners',
    [...without('n'), node('n', { listeners: [http(), http(81)] })],
    ['error target-port-missing route/x httpRoute.action.weightedTargets[0] {"name":"x","target":"n"}'],
  ],
  [
    'a target port that the node does not have',
    [...without('x'), route({ httpRoute: { match: {}, ...to('n', 1, 99) } })],
    ['error target-port-unknown route/x httpRoute.action.weightedTargets[0].port {"name":"x","target":"n","port":99}'],
  ],
  [
    'a target without discovery',
    [...without('n'), resource('virtualNode', 'n', { listeners: [http()] })],
    ['error target-without-discovery route/x httpRoute.action.weightedTargets[0] {"name":"x","target":"n"}'],
  ],
  [
    'a target without endpoints',
    [...without('n'), node('n', { serviceDiscovery: cloudMap })],
    ['error target-without-endpoints virtualNode/n serviceDiscovery.awsCloudMap {"name":"n","target":"n"}'],
  ],
  ['a router without routes', [router()], ['warning router-without-routes virtualRouter/r  {"name":"r"}']],
  [
    'http and tcp on one port of a caller: http is served',
    [
      node('caller', backends('z', 'a')),
      service('z', byRouter),
      ...without('caller', 's'),
      service('a', { virtualNode: { virtualNodeName: 't' } }),
      node('t', tcpListener),
    ],
    [
      'error port-protocol-clash virtualNode/caller backends[1] {"name":"caller","port":80,"first":"http (z)","second":"tcp (a)","loser":"a"}',
    ],
  ],
  [
    'two tcp services on one port of a caller: the first by name is served',
    [
      node('caller', backends('b', 'a')),
      service('a', { virtualNode: { virtualNodeName: 't' } }),
      service('b', { virtualNode: { virtualNodeName: 't' } }),
      node('t', tcpListener),
    ],
    [
      'error port-protocol-clash virtualNode/caller backends[0] {"name":"caller","port":80,"first":"tcp (a)","second":"tcp (b)","loser":"b"}',
    ],
  ],
  [
    'a service whose name is that of another with its port',
    [...SOUND.filter((r) => r.name !== 'caller'), node('caller', backends('s', 's:80')), service('s:80', byRouter)],
    ['error duplicate-domain virtualNode/caller backends[1] {"name":"s:80","domain":"s:80"}'],
  ],
  [
    'two services whose names differ in capitals only',
    [...SOUND.filter((r) => r.name !== 'caller'), node('caller', backends('s', 'S')), service('S', byRouter)],
    ['error duplicate-domain virtualNode/caller backends[0] {"name":"s","domain":"s"}'],
  ],
  [
    'outlier detection that cannot act, but no connection pool',
    [
      node('n', {
        listeners: [
          {
            ...http(),
            connectionPool: { http: { maxConnections: 1 } },
            outlierDetection: { maxServerErrors: 1, maxEjectionPercent: 1, interval: {}, baseEjectionDuration: {} },
          },
          {
            ...http(81),
            outlierDetection: {
              maxServerErrors: 1,
              maxEjectionPercent: 1,
              interval: { value: 1, unit: 's' },
              baseEjectionDuration: { value: 1, unit: 's' },
            },
          },
        ],
      }),
    ],
    [
      'warning outlier-detection-without-times virtualNode/n listeners[0].outlierDetection {"name":"n"}',
      'info outlier-detection-of-one-host virtualNode/n listeners[1].outlierDetection {"name":"n"}',
    ],
  ],
  [
    'expressions that RE2 does not know, in path and header',
    [
      ...without('x'),
      route({
        httpRoute: {
          match: {
            path: { regex: '(?=a)' },
            headers: [
              { name: 'a', match: { regex: 'ok' } },
              { name: 'b', match: { regex: '(a)\\1' } },
            ],
          },
          ...to('n'),
        },
      }),
    ],
    [
      'error regex-not-supported route/x httpRoute.match.path.regex {"name":"x","regex":"(?=a)"}',
      'error regex-not-supported route/x httpRoute.match.headers[1].match.regex {"name":"x","regex":"(a)\\\\1"}',
    ],
  ],
  [
    'retries that need longer than the request may take',
    [
      ...without('x'),
      route({
        httpRoute: { match: {}, ...to('n'), retryPolicy: { maxRetries: 3, perRetryTimeout: { value: 4, unit: 's' } } },
      }),
    ],
    ['warning retries-exceed-timeout route/x httpRoute.retryPolicy {"name":"x"}'],
  ],
  [
    'a log format that Envoy refuses',
    [node('n', { logging: { accessLog: { file: { path: '/dev/stdout', format: { text: '%NO_SUCH_OPERATOR%' } } } } })],
    [
      expect.stringMatching(
        /^warning log-format-not-supported virtualNode\/n logging.accessLog.file.format .*NO_SUCH_OPERATOR/,
      ) as string,
    ],
  ],
  [
    'two listeners on one port',
    [node('n', { listeners: [http(80), http(80)] })],
    ['error listener-port-clash virtualNode/n listeners[1].portMapping.port {"name":"n","port":80}'],
  ],
];

describe('problemsOf', () => {
  it.each(CASES)('finds %s', (_, resources, expected) => {
    expect(find(resources).map(line)).toEqual(expected);
  });

  it('counts the endpoints that are not unhealthy', () => {
    const mesh = [...without('n'), node('n', { serviceDiscovery: cloudMap })];
    expect(find(mesh, directory(instance('a'), instance('b')))).toEqual([]);
    expect(find(mesh, directory(instance('a'), instance('b', 'UNHEALTHY'))).map(line)).toEqual([
      'info target-one-endpoint virtualNode/n serviceDiscovery.awsCloudMap {"name":"n","target":"n"}',
    ]);
  });

  it('lets a retry policy be where the request has no timeout', () => {
    const retryPolicy = { maxRetries: 9, perRetryTimeout: { value: 9, unit: 's' as const } };
    const timeout = { perRequest: { value: 0, unit: 's' as const } };
    expect(find([...without('x'), route({ httpRoute: { match: {}, ...to('n'), retryPolicy, timeout } })])).toEqual([]);
  });

  it('has a case for every code', () => {
    const told = JSON.stringify([
      CASES.flatMap(([, , lines]) => lines),
      'target-one-endpoint',
      'log-format-not-supported',
      'call-without-backend',
    ]);
    // The others are in gateway-problems.test.ts and tls-problems.test.ts.
    const elsewhere = /^gateway-|tls|certificate|authority/;
    for (const code of PROBLEM_CODES) if (!elsewhere.test(code)) expect(told).toContain(code);
  });
});

describe('callProblems', () => {
  const snapshot = (...resources: Resource[]) => buildSnapshot(key, 1, [resource('mesh', 'm', {}), ...resources]);
  const call = (name: string, virtualService = 's', kind: 'virtualNode' | 'virtualGateway' = 'virtualNode') => ({
    caller: { kind, name },
    virtualService,
  });

  it('finds calls to services that are no backend of their caller', () => {
    const mesh = snapshot(...SOUND, node('b'), node('a', backends('t')));
    expect(callProblems(mesh, [call('b'), call('caller'), call('a')]).map(line)).toEqual([
      'warning call-without-backend virtualNode/a backends {"name":"a","service":"s"}',
      'warning call-without-backend virtualNode/b backends {"name":"b","service":"s"}',
    ]);
  });

  it('says nothing of what is gone, and of gateways, which have no backends', () => {
    const mesh = snapshot(...SOUND, resource('virtualGateway', 'gw', { listeners: [http()] }));
    expect(callProblems(mesh, [call('gone'), call('n', 'gone'), call('gw', 's', 'virtualGateway')])).toEqual([]);
  });
});
