/** The Meshkeep API over real HTTP, every answer held against its schema. */
import { UpdateRouteCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { PERSON_HEADER, signPerson } from '@/lib/identity';
import {
  meshListSchema,
  personSchema,
  proxyListSchema,
  receiptSchema,
  revisionListSchema,
  snapshotSchema,
  trafficHistorySchema,
  trafficSchema,
} from '@/lib/model';
import { openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, MESH, ROUTE, routeSpec, setWeights } from '@/lib/runtime/testing/scenario';

const CONSOLE = { accessKeyId: 'MKIACONSOLECONSOLE01', secretAccessKey: 'console-secret-console-secret-console-1' };
const SECRET = 'a secret that only tests know';
const PASSWORD = 'a password for tests';

const open = () =>
  openPlane({
    MESHKEEP_CONSOLE_ACCESS_KEY_ID: CONSOLE.accessKeyId,
    MESHKEEP_CONSOLE_SECRET_ACCESS_KEY: CONSOLE.secretAccessKey,
    MESHKEEP_SECRET: SECRET,
    MESHKEEP_ADMIN_PASSWORD: PASSWORD,
  });

function asConsole(init: { method: string; path: string; body?: string; headers?: Record<string, string> }) {
  return signedFetch({ url: plane.apiUrl, region: REGION, key: CONSOLE }, { service: 'meshkeep', ...init });
}

const signIn = (body: unknown) =>
  asConsole({ method: 'POST', path: '/meshkeep/v1/sessions', body: JSON.stringify(body) });

let plane: Plane;
beforeAll(async () => {
  plane = await open();
  await createMesh(plane);
});
afterAll(() => plane.close());

describe('sessions', () => {
  it('tells the console who signed in', async () => {
    const response = await signIn({ name: 'admin', password: PASSWORD });
    expect(response.status).toBe(200);
    expect(personSchema.parse(await response.json())).toEqual({ name: 'admin', role: 'administrator' });
  });

  it.each([
    [{ name: 'admin', password: 'wrong' }, 401],
    [{ name: 'nobody', password: PASSWORD }, 401],
    [{ name: 'admin' }, 400],
    ['text', 400],
  ])('answers %j with %i', async (body, status) => {
    const response = await signIn(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });

  it('lets nobody but the console ask', async () => {
    const key = { accessKeyId: 'MKIATESTTESTTESTTEST', secretAccessKey: 'test-secret-test-secret-test-secret-1234' };
    const response = await signedFetch(
      { url: plane.apiUrl, region: REGION, key },
      { service: 'meshkeep', method: 'POST', path: '/meshkeep/v1/sessions', body: '{"name":"admin","password":"x"}' },
    );
    expect(response.status).toBe(403);
  });

  it('lets a signed-in person read by the console’s token, and refuses a token of another secret', async () => {
    const read = async (secret: string) => {
      const headers = { [PERSON_HEADER]: await signPerson('admin', secret, Date.now()) };
      return (await asConsole({ method: 'GET', path: '/meshkeep/v1/meshes', headers })).status;
    };
    expect(await read(SECRET)).toBe(200);
    expect(await read('another secret of that length')).toBe(403);
  });
});

describe('reading a mesh', () => {
  it('lists meshes with what is in them', async () => {
    const { meshes } = meshListSchema.parse(await (await plane.get('/meshes')).json());
    expect(meshes).toMatchObject([
      {
        mesh: MESH,
        counts: { mesh: 1, virtualNode: 3, virtualRouter: 1, route: 1, virtualService: 1, virtualGateway: 0 },
        proxies: { connected: 0 },
      },
    ]);
  });

  it('gives everything at its newest revision, compressed, and nothing when it did not change', async () => {
    const response = await plane.get(`/meshes/${MESH}/snapshot`, { 'accept-encoding': 'gzip' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const snapshot = snapshotSchema.parse(await response.json());
    expect(snapshot.resources.map((r) => `${r.kind} ${r.name}`)).toContain('route back-route');
    expect(snapshot.resources.find((r) => r.kind === 'route')?.spec).toEqual(routeSpec(100, 0));
    expect(snapshot.endpoints).toEqual([
      { virtualNode: 'back-v1', healthy: 0, total: 0 },
      { virtualNode: 'back-v2', healthy: 0, total: 0 },
    ]);
    const etag = response.headers.get('etag') ?? '';
    expect((await plane.get(`/meshes/${MESH}/snapshot`, { 'if-none-match': etag })).status).toBe(304);
    await setWeights(plane, 1, 1);
    const changed = await plane.get(`/meshes/${MESH}/snapshot`, { 'if-none-match': etag });
    expect(snapshotSchema.parse(await changed.json()).revision).toBe(snapshot.revision + 1);
  });

  it('tells each revision with who made it and what it changed, by pages', async () => {
    await setWeights(plane, 90, 10);
    const revision = await setWeights(plane, 30, 70);
    const page = async (query: string) =>
      revisionListSchema.parse(await (await plane.get(`/meshes/${MESH}/revisions${query}`)).json()).revisions;
    const [newest] = await page('?limit=1');
    expect(newest).toMatchObject({
      revision,
      writer: { door: 'sdk', who: 'administrator key' },
      changes: [{ ref: { kind: 'route', parent: 'back-router', name: 'back-route' }, op: 'changed' }],
    });
    expect(newest?.changes[0]).toMatchObject({ before: routeSpec(90, 10), after: routeSpec(30, 70) });
    expect((await page(`?before=${revision}&limit=2`)).map((entry) => entry.revision)).toEqual([
      revision - 1,
      revision - 2,
    ]);
    expect((await page('')).length).toBe(revision);
  });

  it('has proxies, traffic and receipts also where there are none', async () => {
    const revision = await setWeights(plane, 1, 1);
    const json = async (path: string) => (await plane.get(`/meshes/${MESH}${path}`)).json();
    expect(proxyListSchema.parse(await json('/proxies'))).toEqual({ proxies: [] });
    expect(trafficSchema.parse(await json('/traffic'))).toMatchObject({ edges: [], reporting: { proxies: 0, of: 0 } });
    expect(trafficHistorySchema.parse(await json('/traffic/history?kind=virtualNode&name=front'))).toMatchObject({
      targets: [],
      edges: [],
    });
    expect(receiptSchema.parse(await json(`/revisions/${revision}/receipt`))).toMatchObject({ total: 0, waiting: 0 });
  });
});

describe('bad requests', () => {
  it.each([
    ['/meshes/nowhere/snapshot', 404, 'not-found'],
    ['/meshes/nowhere/proxies', 404, 'not-found'],
    ['/meshes/nowhere/traffic', 404, 'not-found'],
    ['/meshes/nowhere/traffic/history?kind=route&parent=r&name=n', 404, 'not-found'],
    [`/meshes/${MESH}/traffic/history?kind=strange&name=n`, 400, 'bad-request'],
    [`/meshes/${MESH}/traffic/history`, 400, 'bad-request'],
    [`/meshes/${MESH}/strange`, 404, 'not-found'],
    [`/meshes/${MESH}/snapshot/strange`, 404, 'not-found'],
    [`/meshes/${MESH}/proxies/strange/config`, 404, 'not-found'],
    [`/meshes/${MESH}/revisions/999/receipt`, 404, 'not-found'],
    [`/meshes/${MESH}/revisions/x/receipt`, 404, 'not-found'],
    [`/meshes/${MESH}/revisions?before=x`, 400, 'bad-request'],
    [`/meshes/${MESH}/revisions?limit=0`, 400, 'bad-request'],
    ['/meshes/%ZZ/snapshot', 400, 'bad-request'],
    ['/meshes/shop/snapshot?meshOwner=999999999999', 403, 'forbidden'],
    ['/strange', 404, 'not-found'],
    ['/', 404, 'not-found'],
  ])('%s is answered with %i in JSON', async (path, status, code) => {
    const response = await plane.get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, message: expect.stringMatching(/./) });
  });

  it('without a signature gets 403, with another method 405', async () => {
    const unsigned = await fetch(`${plane.apiUrl}/meshkeep/v1/meshes`);
    expect([unsigned.status, await unsigned.json()]).toMatchObject([403, { code: 'forbidden' }]);
    const posted = await asConsole({ method: 'POST', path: '/meshkeep/v1/meshes', body: '{}' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('names with any character are found', async () => {
    const strange = { ...ROUTE, routeName: '注文 a:b' };
    await expect(plane.appMesh.send(new UpdateRouteCommand({ ...strange, spec: routeSpec(1, 1) }))).rejects.toThrow();
    expect((await plane.get(`/meshes/${encodeURIComponent('店 a:b')}/snapshot`)).status).toBe(404);
  });
});
