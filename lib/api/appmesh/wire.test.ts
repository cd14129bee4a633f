import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleMesh } from '../testing/example-mesh';
import { type Harness, startHarness } from '../testing/harness';
import { type RawAnswer, type RawCall, send, sendSigned } from '../testing/raw-client';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await sendSigned(harness.url, put('/v20190125/meshes', { meshName: 'shop' }));
});
afterAll(async () => {
  expect(harness.errors).toEqual([]);
  await harness.close();
});

function put(path: string, body: unknown): RawCall {
  return { method: 'PUT', path, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** An error as every SDK reads it. */
function expectError(answer: RawAnswer, status: number, name: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['x-amzn-errortype']).toBe(name);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  expect(Object.keys(answer.json)).toEqual(['message']);
  expect(answer.json.message).toMatch(/\S/);
}

describe('answers', () => {
  it('are the bare resource, with times as seconds and a fraction, and nothing that is null', async () => {
    const { node } = exampleMesh();
    const { virtualNodeName, spec } = node;
    const answer = await sendSigned(harness.url, put('/v20190125/meshes/shop/virtualNodes', { virtualNodeName, spec }));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-meshkeep-revision']).toBe('2');
    expect(Object.keys(answer.json).sort()).toEqual(['meshName', 'metadata', 'spec', 'status', 'virtualNodeName']);
    const { createdAt, version } = answer.json.metadata as { createdAt: number; version: number };
    expect(Math.abs(createdAt - Date.now() / 1000)).toBeLessThan(60);
    expect(version).toBe(1);
    expect(answer.text).not.toContain('null');
  });

  it('give the spec back byte for byte, without what the API does not know', async () => {
    const spec = {
      http2Route: { action: { weightedTargets: [{ weight: 0, virtualNode: 'colour-v1' }] }, match: {} },
      priority: 0,
    };
    const extra = { ...spec, colour: 'red', http2Route: { ...spec.http2Route, timeout: null, match: { shade: 1 } } };
    await sendSigned(harness.url, put('/v20190125/meshes/shop/virtualRouters', { virtualRouterName: 'r', spec: {} }));
    await sendSigned(
      harness.url,
      put('/v20190125/meshes/shop/virtualRouter/r/routes', { routeName: 'x', spec: extra }),
    );
    const answer = await sendSigned(harness.url, { path: '/v20190125/meshes/shop/virtualRouter/r/routes/x' });
    expect(answer.text).toContain(`"spec":${JSON.stringify(spec)}`);
  });

  it('of reads carry no revision', async () => {
    const answer = await sendSigned(harness.url, { path: '/v20190125/meshes/shop' });
    expect(answer.headers['x-meshkeep-revision']).toBeUndefined();
  });

  it('to empty lists and pages', async () => {
    const answer = await sendSigned(harness.url, { path: '/v20190125/meshes/shop/virtualGateways' });
    expect(answer.text).toBe('{"virtualGateways":[]}');
  });
});

describe('bad requests get a JSON error of the right class', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/v20190125'],
    ['GET', '/v20190125/mesh'],
    ['GET', '/v20190125/meshes/shop/virtualRouter/r'],
    ['GET', '/v20190125/meshes/shop/virtualRouters/r/routes'],
    ['GET', '/v20190125/meshes/shop/virtualNodes/n/x'],
    ['POST', '/favicon.ico'],
    ['GET', '//v20190125/meshes'],
    ['GET', '/v20190125/meshes/..%2F..%2Fetc/passwd'],
  ])('unknown path %s %s', async (method, path) => {
    expectError(await sendSigned(harness.url, { method, path }), 404, 'NotFoundException');
    expectError(await send(harness.url, { method, path }), 404, 'NotFoundException');
  });

  it.each([
    ['POST', '/v20190125/meshes', 'GET, PUT'],
    ['DELETE', '/v20190125/meshes', 'GET, PUT'],
    ['PATCH', '/v20190125/meshes/shop', 'GET, PUT, DELETE'],
    ['OPTIONS', '/v20190125/tags', 'GET'],
    ['GET', '/v20190125/tag', 'PUT'],
  ])('wrong method %s %s', async (method, path, allowed) => {
    const answer = await sendSigned(harness.url, { method, path });
    expectError(answer, 405, 'BadRequestException');
    expect(new Set(answer.headers.allow?.split(', '))).toEqual(new Set(allowed.split(', ')));
  });

  it.each([
    ['no JSON', 'meshName=x'],
    ['half JSON', '{"meshName":'],
    ['a list', '[]'],
    ['text', '"x"'],
    ['null', 'null'],
    ['a number', '7'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['nothing', ''],
    ['a deep nest', '['.repeat(200_000)],
    ['a deep nest in the spec', `{"meshName":"x","spec":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}x`],
    ['a byte order mark', '\ufeff{"meshName":7}'],
    ['a meshName that is an object', '{"meshName":{"__proto__":{"x":1}}}'],
    ['a prototype instead of a name', '{"__proto__":{"meshName":"x"}}'],
  ])('a body of %s', async (_, body) => {
    const answer = await sendSigned(harness.url, { method: 'PUT', path: '/v20190125/meshes', body });
    expectError(answer, 400, 'BadRequestException');
  });

  it('a body over 1 MiB, signed or not; one of just 1 MiB is read', async () => {
    const body = (length: number) => `{"meshName":"${'x'.repeat(length - 15)}"}`;
    const call = { method: 'PUT', path: '/v20190125/meshes', body: body(1024 * 1024 + 1) };
    const large = await sendSigned(harness.url, call);
    expectError(large, 400, 'BadRequestException');
    expect(large.json.message).toBe('The request body must not be longer than 1048576 bytes.');
    expectError(await send(harness.url, call), 400, 'BadRequestException');
    const limit = await sendSigned(harness.url, { ...call, body: body(1024 * 1024) });
    expect(limit.json.message).toContain('meshName: must have between 1 and 255 characters');
    const huge = await send(harness.url, { ...call, body: 'x'.repeat(20 * 1024 * 1024) });
    expectError(huge, 400, 'BadRequestException');
  });

  it('a path that is no percent-encoding', async () => {
    expectError(await sendSigned(harness.url, { path: '/v20190125/meshes/%zz' }), 400, 'BadRequestException');
    expectError(await sendSigned(harness.url, { path: '/v20190125/meshes/%E3%81' }), 400, 'BadRequestException');
  });

  it.each([
    ['limit', '0'],
    ['limit', '101'],
    ['limit', 'x'],
    ['limit', '1e3'],
    ['limit', '-1'],
    ['limit', ''],
    ['limit', '99999999999999999999'],
    ['meshOwner', '12'],
  ])('the query %s=%s', async (name, value) => {
    const answer = await sendSigned(harness.url, {
      path: '/v20190125/meshes/shop/virtualNodes',
      query: { [name]: value },
    });
    expectError(answer, 400, 'BadRequestException');
    expect(answer.json.message).toContain(name);
  });

  it('an empty name in the path', async () => {
    const answer = await sendSigned(harness.url, { path: '/v20190125/meshes//virtualNodes' });
    expect([400, 403]).toContain(answer.status);
    expect(answer.headers['x-amzn-errortype']).toMatch(/Exception$/);
  });

  it('what is no HTTP, and headers without end', async () => {
    for (const sent of ['NONSENSE\r\n\r\n', `GET / HTTP/1.1\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`]) {
      const answer = await rawSocket(sent);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).toContain('content-type: application/json');
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toHaveProperty('message');
    }
  });

  it('the absolute form of a request target is understood', async () => {
    const { host } = new URL(harness.url);
    const answer = await rawSocket(
      `GET http://${host}/v20190125/nothing HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).toContain('404');
    expect(answer).toContain('NotFoundException');
  });
});

/** Sends bytes and returns everything that came back. */
function rawSocket(sent: string): Promise<string> {
  const { hostname, port } = new URL(harness.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
