import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { API_TABLE } from '@/lib/model';
import {
  APP_MESH_OPERATIONS,
  AwayError,
  callAppMesh,
  type Endpoint,
  isAppMeshOperation,
  RemoteError,
  signedFetch,
} from '.';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let seen: Seen[];
let reply: { status: number; headers?: Record<string, string>; body: string };
let endpoint: Endpoint;

beforeEach(async () => {
  seen = [];
  reply = { status: 200, body: '{}' };
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    key: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    headers: { 'x-meshkeep-person': 'token' },
  };
});

afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const signedHeaders = (authorization = '') => /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';');

describe('the operations that the console may call', () => {
  it('are those of the API, all of them', () => {
    expect([...APP_MESH_OPERATIONS].sort()).toEqual(Object.keys(API_TABLE.operations).sort());
  });

  it('are no others, whatever the SDK exports', () => {
    for (const name of ['', 'toString', 'AppMesh', 'createMesh', 'paginateListMeshes'])
      expect(isAppMeshOperation(name)).toBe(false);
  });
});

describe('callAppMesh', () => {
  it('sends what the SDK sends, names the person in a signed header, and brings the revision back', async () => {
    reply = { status: 200, headers: { 'x-meshkeep-revision': '42' }, body: '{"meshName":"a b","spec":{}}' };
    const answer = await callAppMesh(endpoint, 'DescribeMesh', { meshName: 'a b/ü' });
    expect(answer).toMatchObject({ output: { mesh: { meshName: 'a b' } }, revision: 42 });
    const [request] = seen;
    expect(request?.url).toBe('/v20190125/meshes/a%20b%2F%C3%BC');
    expect(request?.headers['x-meshkeep-person']).toBe('token');
    expect(signedHeaders(request?.headers.authorization)).toContain('x-meshkeep-person');
  });

  it('gives errors the code of their class and the text of the control plane', async () => {
    reply = {
      status: 409,
      headers: { 'x-amzn-errortype': 'ResourceInUseException' },
      body: '{"message":"still needed"}',
    };
    const error = await callAppMesh(endpoint, 'DeleteMesh', { meshName: 'm' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RemoteError);
    expect(error).toMatchObject({ status: 409, code: 'resource-in-use', message: 'still needed' });
  });

  it('knows an error outside of the API by its status', async () => {
    reply = {
      status: 403,
      headers: { 'x-amzn-errortype': 'UnrecognizedClientException' },
      body: '{"message":"no such key"}',
    };
    await expect(callAppMesh(endpoint, 'ListMeshes', {})).rejects.toMatchObject({
      code: 'forbidden',
      message: 'no such key',
    });
  });

  it('says so when nobody answers', async () => {
    const nobody = { ...endpoint, url: 'http://127.0.0.1:1' };
    await expect(callAppMesh(nobody, 'ListMeshes', {})).rejects.toBeInstanceOf(AwayError);
  });
});

describe('signedFetch', () => {
  it('sends path and query as they were escaped, a space never as +', async () => {
    await signedFetch(endpoint, {
      method: 'GET',
      path: '/meshkeep/v1/meshes/a%2Fb/x?mesh=a+b&z=%2B',
      service: 'meshkeep',
    });
    expect(seen[0]?.url).toBe('/meshkeep/v1/meshes/a%2Fb/x?mesh=a%20b&z=%2B');
    expect(seen[0]?.headers.authorization).toContain('/us-east-1/meshkeep/aws4_request');
  });

  it('signs body and headers', async () => {
    await signedFetch(endpoint, { method: 'POST', path: '/s', service: 'meshkeep', body: '{"a":1}' });
    expect(seen[0]).toMatchObject({ method: 'POST', body: '{"a":1}' });
    expect(seen[0]?.headers['content-type']).toBe('application/json');
    expect(signedHeaders(seen[0]?.headers.authorization)).toEqual(
      expect.arrayContaining(['host', 'x-amz-date', 'x-meshkeep-person', 'content-type']),
    );
  });

  it('says so when nobody answers', async () => {
    const init = { method: 'GET', path: '/', service: 'meshkeep' };
    await expect(signedFetch({ ...endpoint, url: 'http://127.0.0.1:1' }, init)).rejects.toBeInstanceOf(AwayError);
  });
});
