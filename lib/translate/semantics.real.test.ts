import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from './index';
import { type Backend, grpcBackend, httpBackend, tcpBackend } from './testing/backends';
import { call, grpcCall, readAll } from './testing/calls';
import { TestAuthority } from './testing/certificates';
import { freePorts } from './testing/free-ports';
import { type RealEnvoy, startEnvoy } from './testing/real-envoy';
import { semanticMesh } from './testing/semantic-mesh';

const backends = new Map<string, Backend>();
let authority: TestAuthority;
let envoy: RealEnvoy;
let egress = 0;
let tcpPorts: number[] = [];

const backend = (name: string): Backend => {
  const found = backends.get(name);
  if (!found) throw new Error(`no backend ${name}`);
  return found;
};

beforeAll(async () => {
  for (const name of ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9', 'rest', 'other']) {
    backends.set(name, await httpBackend(name));
  }
  backends.set(
    'once-503',
    await httpBackend('once-503', (_, response) => {
      response.statusCode = backend('once-503').count === 1 ? 503 : 200;
      response.end('after 503');
    }),
  );
  backends.set('always-503', await httpBackend('always-503', (_, response) => response.writeHead(503).end()));
  backends.set('always-500', await httpBackend('always-500', (_, response) => response.writeHead(500).end()));
  backends.set('silent', await httpBackend('silent', () => undefined));
  for (const name of ['g1', 'g2', 'g3', 'g4']) backends.set(name, await grpcBackend(name));
  for (const name of ['db-a', 'db-b']) backends.set(name, await tcpBackend(name));

  authority = await TestAuthority.create();
  const mesh = semanticMesh(backends, authority.path);
  tcpPorts = await freePorts(3);
  const tcp = ['db', 'db-zero', 'db-tls'].map((virtualService, index) => ({
    virtualService,
    port: 3306,
    localPort: tcpPorts[index] ?? 0,
  }));
  const config = createTranslator().render({
    snapshot: mesh.snapshot(),
    directory: mesh.directory(),
    resource: { kind: 'virtualNode', name: 'front' },
    profile: {
      envoyVersion: [1, 40],
      dataplane: { mode: 'explicit', address: '127.0.0.1', listeners: [], egressPort: 0, tcp },
    },
  });
  envoy = await startEnvoy(config);
  egress = envoy.port('lds_egress_127.0.0.1_0');
});

afterAll(async () => {
  await envoy?.stop();
  await authority?.close();
  for (const one of backends.values()) await one.close();
});

describe('matches, as a real Envoy takes them', () => {
  it.each([
    [
      'a regex matches the whole value, an inverted value needs the header',
      '/h',
      { 'x-a': 'abba', 'x-b': 'yes' },
      't1',
    ],
    ['a regex that matches a part only', '/h', { 'x-a': 'abbac', 'x-b': 'yes' }, 'rest'],
    ['an inverted value that is there', '/h', { 'x-a': 'a', 'x-b': 'no' }, 'rest'],
    ['an inverted value whose header is absent does not match', '/h', { 'x-a': 'a' }, 'rest'],
    ['a range holds its start', '/h', { 'x-n': '10' }, 't2'],
    ['a range ends before its end', '/h', { 'x-n': '20' }, 'rest'],
    ['presence, and absence by invert', '/h', { 'x-c': '' }, 't3'],
    ['absence asked for, but present', '/h', { 'x-c': '1', 'x-d': '1' }, 'rest'],
    ['a query parameter by value and one by presence', '/q?page=2&all', {}, 't4'],
    ['a query parameter of another value', '/q?page=3&all', {}, 'rest'],
    ['a query parameter that is missing', '/q?page=2', {}, 'rest'],
    ['an exact path, its query ignored', '/exact?x=1', {}, 't6'],
    ['an exact path is no prefix', '/exact/more', {}, 'rest'],
    ['a path regex matches the whole path', '/r/42', {}, 't7'],
    ['a path regex that matches a part only', '/r/42/x', {}, 'rest'],
    ['the longer prefix comes first', '/h/long', { 'x-n': '10' }, 't8'],
    ['priority comes before length', '/h/long/first', { 'x-n': '10' }, 't9'],
    ['a prefix is a plain one', '/h/longer', {}, 't8'],
    ['slashes are merged before matching', '//h//long', {}, 't8'],
  ])('%s', async (_, path, headers, target) => {
    expect(await call(egress, { host: 'match', path, headers: headers as Record<string, string> })).toEqual({
      status: 200,
      body: target,
    });
  });

  it('the method counts', async () => {
    expect((await call(egress, { host: 'match', path: '/m', method: 'PUT' })).body).toBe('t5');
    expect((await call(egress, { host: 'match', path: '/m', method: 'POST' })).body).toBe('rest');
  });

  it('a regex that Envoy does not take answers 503 to what it might have matched, and to nothing else', async () => {
    const closed = await call(egress, { host: 'match', path: '/admin/secret' });
    expect(closed.status).toBe(503);
    expect(closed.body).toContain('(?!public)');
    expect((await call(egress, { host: 'match', path: '/administrator' })).body).toBe('rest');
  });

  it('a service is reached by name and by name:port; other ports and names are not known', async () => {
    expect((await call(egress, { host: 'match:80' })).body).toBe('rest');
    expect((await call(egress, { host: 'MATCH' })).body).toBe('rest');
    expect((await call(egress, { host: 'match:81' })).status).toBe(404);
    expect((await call(egress, { host: 'stranger' })).status).toBe(404);
  });
});

describe('gRPC', () => {
  it.each([
    ['service and method', '/shop.Cart/Add', {}, 'g1'],
    ['the service alone', '/shop.Cart/Remove', {}, 'g2'],
    ['any call', '/shop.Order/Place', {}, 'g4'],
    ['metadata, by priority', '/shop.Cart/Add', { tenant: 'blue-vip' }, 'g3'],
  ])('%s', async (_, path, headers, target) => {
    const answer = await grpcCall(egress, { host: 'grpc', path, headers: headers as Record<string, string> });
    expect(answer).toMatchObject({ status: 200, grpcStatus: '0', target });
  });

  it('"any call" takes gRPC only', async () => {
    expect((await grpcCall(egress, { host: 'grpc', path: '/shop.Order/Place' }, 'text/plain')).status).toBe(404);
  });
});

describe('answers that must be safe', () => {
  it('weights that add up to 0 answer 503 on that route alone', async () => {
    const dark = await call(egress, { host: 'zero', path: '/dark' });
    expect(dark).toEqual({ status: 503, body: 'meshkeep: the weights of this route add up to 0\n' });
    expect((await call(egress, { host: 'zero', path: '/' })).body).toBe('rest');
  });

  it('a share whose target demands TLS answers 503, the other share goes on, and nothing plain arrives', async () => {
    const before = backend('other').count;
    const answers = await Promise.all(Array.from({ length: 60 }, () => call(egress, { host: 'half' })));
    const ok = answers.filter((answer) => answer.status === 200);
    expect(answers.every((answer) => [200, 503].includes(answer.status))).toBe(true);
    expect(ok.length).toBeGreaterThan(0);
    expect(ok.length).toBeLessThan(60);
    // Requests to "strict" would land on the same backend: every one it saw was answered as "other".
    expect(backend('other').count - before).toBe(ok.length);
  });

  it('a route whose only target demands TLS sends nothing', async () => {
    const before = backend('other').count;
    expect((await call(egress, { host: 'hidden' })).status).toBe(503);
    expect(backend('other').count).toBe(before);
  });
});

describe('retries and timeouts', () => {
  it('without a policy a 503 is tried again', async () => {
    expect(await call(egress, { host: 'retry' })).toEqual({ status: 200, body: 'after 503' });
    expect(backend('once-503').count).toBe(2);
  });

  it('without a policy there are two retries, of 503 and not of 500', async () => {
    expect((await call(egress, { host: 'no-retry', path: '/503' })).status).toBe(503);
    expect(backend('always-503').count).toBe(3);
    const before = backend('always-500').count;
    expect((await call(egress, { host: 'no-retry', path: '/500' })).status).toBe(500);
    expect(backend('always-500').count - before).toBe(1);
  });

  it('server-error is tried as often as the policy says', async () => {
    const before = backend('always-500').count;
    expect((await call(egress, { host: 'events' })).status).toBe(500);
    expect(backend('always-500').count - before).toBe(5);
  });

  it('a request takes no longer than its timeout', async () => {
    expect((await call(egress, { host: 'slow' })).status).toBe(504);
  });
});

describe('TCP', () => {
  it('spreads connections by weight over localities, servers speaking first', async () => {
    const answers: string[] = [];
    for (let round = 0; round < 10; round++) {
      answers.push(...(await Promise.all(Array.from({ length: 20 }, () => readAll(tcpPorts[0] ?? 0)))));
    }
    const second = answers.filter((answer) => answer === 'db-b').length;
    expect(answers.filter((answer) => answer === 'db-a').length + second).toBe(200);
    // 10 % of 200, five standard deviations either way.
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThan(42);
  });

  it('closes connections where all weights are 0, and where a policy demands TLS', async () => {
    const before = backend('db-a').count;
    expect(await readAll(tcpPorts[1] ?? 0)).toBe('');
    expect(backend('db-a').count).toBe(before);
    // It is called, but by TLS, which it does not speak: what it says in plain text goes to nobody.
    expect(await readAll(tcpPorts[2] ?? 0)).toBe('');
  });
});
