/** The mesh that semantics.real.test.ts calls through a real Envoy. */
import type { HttpRouteMatch, RouteSpec, WeightedTarget } from '@/lib/model';
import type { Backend } from './backends';
import { TestMesh } from './mesh';

const to = (...targets: (string | [string, number])[]): { weightedTargets: WeightedTarget[] } => ({
  weightedTargets: targets.map((target) =>
    typeof target === 'string' ? { virtualNode: target, weight: 1 } : { virtualNode: target[0], weight: target[1] },
  ),
});

const http = (match: HttpRouteMatch, target: string, priority?: number): RouteSpec => ({
  ...(priority !== undefined && { priority }),
  httpRoute: { match, action: to(target) },
});

/** Routes by target: each target's name is what its requests are answered with. */
const MATCH_ROUTES: Record<string, RouteSpec> = {
  header: http(
    {
      prefix: '/h',
      headers: [
        { name: 'x-a', match: { regex: '[ab]+' } },
        { name: 'x-b', invert: true, match: { exact: 'no' } },
      ],
    },
    't1',
  ),
  range: http({ prefix: '/h', headers: [{ name: 'x-n', match: { range: { start: 10, end: 20 } } }] }, 't2'),
  presence: http({ prefix: '/h', headers: [{ name: 'x-c' }, { name: 'x-d', invert: true }] }, 't3'),
  query: http({ prefix: '/q', queryParameters: [{ name: 'page', match: { exact: '2' } }, { name: 'all' }] }, 't4'),
  method: http({ prefix: '/m', method: 'PUT' }, 't5'),
  exact: http({ path: { exact: '/exact' } }, 't6'),
  regex: http({ path: { regex: '/r/[0-9]+' } }, 't7'),
  longer: http({ prefix: '/h/long' }, 't8', undefined),
  first: http({ prefix: '/h/long/first' }, 't9', 0),
  broken: http({ path: { regex: '/admin/(?!public).*' } }, 't1'),
  rest: http({ prefix: '/' }, 'rest'),
};

/**
 * A caller named `front`, one target for each backend, and services that show one thing each. The targets speak plain
 * text; `authority` is the path of a certificate.
 */
export function semanticMesh(backends: ReadonlyMap<string, Backend>, authority: string): TestMesh {
  const port = (name: string) => backends.get(name)?.port ?? 0;
  const services = [
    'match',
    'zero',
    'half',
    'retry',
    'no-retry',
    'events',
    'slow',
    'grpc',
    'db',
    'db-zero',
    'db-tls',
    'hidden',
  ];
  const mesh = new TestMesh();
  for (const name of backends.keys()) {
    mesh.target(name, name.startsWith('g') ? 'grpc' : name.startsWith('db') ? 'tcp' : 'http', port(name));
  }
  mesh
    .target('strict', 'http', port('other'), {
      listeners: [
        {
          portMapping: { port: 1000, protocol: 'http' },
          tls: { mode: 'STRICT', certificate: { file: { certificateChain: '/c', privateKey: '/k' } } },
        },
      ],
    })
    .node('front', {
      backends: services.map((name) => ({
        virtualService: {
          virtualServiceName: name,
          ...(name === 'db-tls' && {
            clientPolicy: { tls: { validation: { trust: { file: { certificateChain: authority } } } } },
          }),
        },
      })),
    })
    .service('match', 'http', 80, MATCH_ROUTES)
    .service('zero', 'http', 80, {
      dark: { httpRoute: { match: { prefix: '/dark' }, action: to(['t1', 0], ['t2', 0]) } },
      rest: http({ prefix: '/' }, 'rest'),
    })
    .service('half', 'http', 80, { all: { httpRoute: { match: { prefix: '/' }, action: to('other', 'strict') } } })
    .service('hidden', 'http', 80, { all: http({ prefix: '/' }, 'strict') })
    .service('retry', 'http', 80, { all: http({ prefix: '/' }, 'once-503') })
    .service('no-retry', 'http', 80, {
      a503: http({ prefix: '/503' }, 'always-503'),
      a500: http({ prefix: '/500' }, 'always-500'),
    })
    .service('events', 'http', 80, {
      all: {
        httpRoute: {
          match: { prefix: '/' },
          action: to('always-500'),
          retryPolicy: { maxRetries: 4, perRetryTimeout: { value: 5, unit: 's' }, httpRetryEvents: ['server-error'] },
        },
      },
    })
    .service('slow', 'http', 80, {
      all: {
        httpRoute: {
          match: { prefix: '/' },
          action: to('silent'),
          timeout: { perRequest: { value: 300, unit: 'ms' } },
        },
      },
    })
    .service('grpc', 'grpc', 80, {
      method: { grpcRoute: { match: { serviceName: 'shop.Cart', methodName: 'Add' }, action: to('g1') } },
      service: { grpcRoute: { match: { serviceName: 'shop.Cart' }, action: to('g2') } },
      metadata: {
        priority: 1,
        grpcRoute: { match: { metadata: [{ name: 'tenant', match: { suffix: '-vip' } }] }, action: to('g3') },
      },
      any: { grpcRoute: { match: {}, action: to('g4') } },
    })
    .service('db', 'tcp', 3306, { all: { tcpRoute: { action: to(['db-a', 90], ['db-b', 10]) } } })
    .service('db-zero', 'tcp', 3306, { all: { tcpRoute: { action: to(['db-a', 0], ['db-b', 0]) } } })
    .service('db-tls', 'tcp', 3306, { all: { tcpRoute: { action: to('db-a') } } });
  return mesh;
}
