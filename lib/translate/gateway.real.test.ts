import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayRouteSpec, HttpGatewayRouteMatch, HttpGatewayRouteRewrite } from '@/lib/model';
import { createTranslator } from './index';
import { type Backend, grpcBackend, httpBackend } from './testing/backends';
import { call, grpcCall } from './testing/calls';
import { freePorts } from './testing/free-ports';
import { TestMesh } from './testing/mesh';
import { type RealEnvoy, startEnvoy } from './testing/real-envoy';

/** Ports of the gateway's listeners: two of HTTP/1.1, one of gRPC. */
const WEB = 8088;
const SECOND = 8089;
const GRPC = 9000;

const to = (virtualServiceName: string, port?: number) => ({
  target: { virtualService: { virtualServiceName }, ...(port !== undefined && { port }) },
});
const http1 = (
  match: HttpGatewayRouteMatch,
  service: string,
  rewrite?: HttpGatewayRouteRewrite,
  priority?: number,
): GatewayRouteSpec => ({
  ...(priority !== undefined && { priority }),
  httpRoute: { match: { port: WEB, ...match }, action: { ...to(service), ...(rewrite && { rewrite }) } },
});

const ROUTES: Record<string, GatewayRouteSpec> = {
  prefix: http1({ prefix: '/x' }, 'echo.local'),
  kept: http1({ prefix: '/kept' }, 'echo.local', {
    prefix: { defaultPrefix: 'DISABLED' },
    hostname: { defaultTargetHostname: 'DISABLED' },
  }),
  value: http1({ prefix: '/value' }, 'echo.local', { prefix: { value: '/v2' } }),
  exact: http1({ path: { exact: '/exact' } }, 'echo.local', { path: { exact: '/new' } }),
  'whole-path': http1({ prefix: '/whole' }, 'echo.local', { path: { exact: '/all' } }),
  regex: http1({ path: { regex: '/r/[0-9]+' }, method: 'PUT' }, 'echo.local'),
  conditions: http1(
    { prefix: '/c', headers: [{ name: 'x-a' }], queryParameters: [{ name: 'q', match: { exact: '1' } }] },
    'echo.local',
  ),
  first: http1({ prefix: '/x/first' }, 'other.local', undefined, 0),
  host: http1({ prefix: '/host', hostname: { exact: 'shop.example.com' } }, 'other.local'),
  suffix: http1({ prefix: '/suffix', hostname: { suffix: '.example.com' } }, 'other.local'),
  // Its host stays: were hosts looked at behind the gateway, a caller could choose another service by its Host header.
  open: http1({ prefix: '/open' }, 'echo.local', { hostname: { defaultTargetHostname: 'DISABLED' } }),
  broken: http1({ path: { regex: '/admin/(?!public).*' } }, 'echo.local'),
  nowhere: http1({ prefix: '/nowhere' }, 'none.local'),
  slow: http1({ prefix: '/slow' }, 'slow.local'),
  second: { httpRoute: { match: { prefix: '/', port: SECOND }, action: to('two.local', 2) } },
  grpc: { grpcRoute: { match: { serviceName: 'shop.Cart', port: GRPC }, action: to('grpc.local') } },
};

const backends: Backend[] = [];
let envoy: RealEnvoy;
let ports: number[] = [];
const portOf = (listener: number) => ports[[WEB, SECOND, GRPC].indexOf(listener)] ?? 0;

async function backend(making: Promise<Backend>): Promise<number> {
  const made = await making;
  backends.push(made);
  return made.port;
}

beforeAll(async () => {
  const echo = await backend(
    httpBackend('echo', ({ url, headers }, response) => {
      response.end(`echo ${headers.host} ${url} ${headers['x-app-mesh-virtual-service'] ?? '-'}`);
    }),
  );
  const other = await backend(httpBackend('other'));
  const silent = await backend(httpBackend('silent', () => undefined));
  const grpc = await backend(grpcBackend('grpc'));
  ports = await freePorts(4);
  const all = (virtualNode: string) => ({ weightedTargets: [{ virtualNode, weight: 1 }] });
  const mesh = new TestMesh()
    .target('echo', 'http', echo)
    .target('other', 'http', other)
    .target('silent', 'http', silent)
    .target('grpc', 'grpc', grpc)
    .service('echo.local', 'http', 80, { all: { httpRoute: { match: { prefix: '/' }, action: all('echo') } } })
    .service('other.local', 'http', 80, { all: { httpRoute: { match: { prefix: '/' }, action: all('other') } } })
    .service('slow.local', 'http', 80, {
      all: {
        httpRoute: {
          match: { prefix: '/' },
          action: all('silent'),
          timeout: { perRequest: { value: 300, unit: 'ms' } },
        },
      },
    })
    .service('grpc.local', 'grpc', 80, { all: { grpcRoute: { match: {}, action: all('grpc') } } })
    .routerOf('two.local', [1, 2], {
      one: { httpRoute: { match: { prefix: '/', port: 1 }, action: all('echo') } },
      two: { httpRoute: { match: { prefix: '/', port: 2 }, action: all('other') } },
    })
    .gateway(
      'edge',
      {
        listeners: [
          { portMapping: { port: WEB, protocol: 'http' } },
          { portMapping: { port: SECOND, protocol: 'http' } },
          { portMapping: { port: GRPC, protocol: 'grpc' } },
        ],
      },
      ROUTES,
    );
  const config = createTranslator().render({
    snapshot: mesh.snapshot(),
    directory: mesh.directory(),
    resource: { kind: 'virtualGateway', name: 'edge' },
    profile: {
      envoyVersion: [1, 40],
      dataplane: {
        mode: 'explicit',
        address: '127.0.0.1',
        listeners: [WEB, SECOND, GRPC].map((port) => ({
          port,
          ingressPort: portOf(port),
          appAddress: '127.0.0.1',
          appPort: portOf(port),
        })),
        egressPort: ports.at(-1) ?? 0,
        tcp: [],
      },
    },
  });
  envoy = await startEnvoy(config);
});

afterAll(async () => {
  await envoy?.stop();
  for (const one of backends) await one.close();
});

const ask = (path: string, more: Partial<Parameters<typeof call>[1]> = {}) =>
  call(portOf(WEB), { host: 'any.org', path, ...more });

describe('what a gateway makes of paths and hosts', () => {
  it.each([
    ['a prefix becomes /, the host the service', '/x/1?q=2', 'echo echo.local /1?q=2 -'],
    ['a prefix alone becomes /', '/x', 'echo echo.local / -'],
    ['a prefix is no word', '/x2', 'echo echo.local /2 -'],
    ['nothing when both are switched off', '/kept/1', 'echo any.org /kept/1 -'],
    ['a prefix of its own', '/value/1', 'echo echo.local /v2/1 -'],
    ['a whole path, the query kept', '/exact?q=2', 'echo echo.local /new?q=2 -'],
    ['a whole path after a prefix', '/whole/a/b?q=2', 'echo echo.local /all?q=2 -'],
    ['the longer prefix wins only without a priority', '/x/first', 'other'],
  ])('%s', async (_, path, body) => {
    expect(await ask(path)).toEqual({ status: 200, body });
  });
});

describe('what a gateway matches', () => {
  it('a regex and a method', async () => {
    expect((await ask('/r/12', { method: 'PUT' })).body).toBe('echo echo.local /r/12 -');
    expect((await ask('/r/12')).status).toBe(404);
    expect((await ask('/r/12a', { method: 'PUT' })).status).toBe(404);
  });

  it('headers and query parameters, all of them', async () => {
    expect((await ask('/c?q=1', { headers: { 'x-a': '1' } })).status).toBe(200);
    expect((await ask('/c?q=1')).status).toBe(404);
    expect((await ask('/c?q=2', { headers: { 'x-a': '1' } })).status).toBe(404);
  });

  it('hosts, whatever their port and case; a host with routes of its own has the others too', async () => {
    expect((await ask('/host', { host: 'Shop.Example.com:1234' })).body).toBe('other');
    expect((await ask('/host')).status).toBe(404);
    expect((await ask('/suffix', { host: 'a.example.com' })).body).toBe('other');
    expect((await ask('/suffix', { host: 'shop.example.com' })).body).toBe('other');
    expect((await ask('/suffix', { host: 'example.com' })).status).toBe(404);
    expect((await ask('/value/1', { host: 'shop.example.com' })).body).toBe('echo echo.local /v2/1 -');
  });

  it('the listener of its port, and leads to the port that it names', async () => {
    expect((await call(portOf(SECOND), { host: 'any.org' })).body).toBe('other');
    expect((await ask('/')).status).toBe(404);
  });

  it('gRPC services', async () => {
    const answer = await grpcCall(portOf(GRPC), { host: 'any.org', path: '/shop.Cart/Add' });
    expect(answer).toMatchObject({ status: 200, grpcStatus: '0', target: 'grpc' });
    const unknown = await grpcCall(portOf(GRPC), { host: 'any.org', path: '/shop.Other/Add' });
    expect(unknown.target).toBeUndefined();
  });
});

describe('what a gateway lets nobody do', () => {
  it('choose another service by host or header', async () => {
    const asked = { host: 'other.local', headers: { 'x-app-mesh-virtual-service': 'other.local' } };
    expect((await ask('/open', asked)).body).toBe('echo other.local / -');
  });

  it('reach what a broken condition was to guard, or a service without provider', async () => {
    expect((await ask('/admin/secret')).status).toBe(503);
    expect((await ask('/nowhere')).status).toBe(503);
  });

  it("pass its own second hop without the first: a service's host alone leads nowhere", async () => {
    expect((await call(ports.at(-1) ?? 0, { host: 'echo.local' })).status).toBe(404);
  });

  it('wait longer than the route of the target allows', async () => {
    expect((await ask('/slow')).status).toBe(504);
  });
});

describe('a gateway', () => {
  it('lets WebSocket upgrades through to the second hop', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const headers = { host: 'any.org', connection: 'Upgrade', upgrade: 'websocket' };
    const request = http.request({ host: '127.0.0.1', port: portOf(WEB), path: '/value/1', headers });
    request.on('response', (response) => resolve(response.statusCode ?? 0)).on('error', reject);
    request.end();
    // The backend speaks no WebSocket; 403 would be Envoy's own refusal of the upgrade.
    expect(await promise).toBe(200);
  });
});
