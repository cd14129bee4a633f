/** Drafts over real HTTP, every answer held against its schema. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { PERSON_HEADER, signPerson } from '@/lib/identity';
import {
  appliedDraftSchema,
  draftConflictSchema,
  draftListSchema,
  draftPlanSchema,
  draftSchema,
  eventSchema,
  snapshotSchema,
} from '@/lib/model';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, MESH, registerInstances, routeSpec, setWeights } from '@/lib/runtime/testing/scenario';

const CONSOLE = { accessKeyId: 'MKIACONSOLECONSOLE01', secretAccessKey: 'console-secret-console-secret-console-1' };
const SECRET = 'a secret that only tests know';
const ROUTE = { kind: 'route', parent: 'back-router', name: 'back-route' } as const;
const BASE = `/meshkeep/v1/meshes/${MESH}/drafts`;

let plane: Plane;
beforeAll(async () => {
  plane = await openPlane({
    MESHKEEP_CONSOLE_ACCESS_KEY_ID: CONSOLE.accessKeyId,
    MESHKEEP_CONSOLE_SECRET_ACCESS_KEY: CONSOLE.secretAccessKey,
    MESHKEEP_SECRET: SECRET,
    MESHKEEP_ENVOY: '/no/such/envoy',
  });
  await createMesh(plane);
  await registerInstances(plane, { v1: 1, v2: 2 });
});
afterAll(() => plane.close());

interface Asked {
  method?: string;
  body?: unknown;
  key?: typeof KEY;
  headers?: Record<string, string>;
}

/** A signed request; the path follows `…/drafts`. */
function ask(path: string, { method = 'GET', body, key = KEY, headers = {} }: Asked = {}): Promise<Response> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const request = {
    service: 'meshkeep',
    method,
    path: `${BASE}${path}`,
    headers,
    ...(text !== undefined && { body: text }),
  };
  return signedFetch({ url: plane.apiUrl, region: REGION, key }, request);
}

const post = (path: string, body: unknown = {}) => ask(path, { method: 'POST', body });

async function make(v1: number, v2: number) {
  const made = await post('', { name: 'a draft' });
  expect(made.status).toBe(201);
  const { id } = draftSchema.parse(await made.json());
  const edited = await post(`/${id}/changes`, { edits: [{ op: 'put', ref: ROUTE, spec: routeSpec(v1, v2) }] });
  expect(edited.status).toBe(200);
  return draftSchema.parse(await edited.json());
}

async function liveRoute() {
  const snapshot = snapshotSchema.parse(await (await plane.get(`/meshes/${MESH}/snapshot`)).json());
  return snapshot.resources.find(({ kind }) => kind === 'route')?.spec;
}

describe('a draft', () => {
  it('is made, edited, commented, renamed, undone, listed, planned, applied', async () => {
    const { id } = await make(95, 5);
    expect(draftSchema.parse(await (await post(`/${id}/comments`, { text: 'slowly' })).json()).comments).toHaveLength(
      1,
    );
    const renamed = await ask(`/${id}`, { method: 'PATCH', body: { name: 'カナリア' } });
    expect(draftSchema.parse(await renamed.json())).toMatchObject({ name: 'カナリア', author: 'administrator key' });
    expect(draftSchema.parse(await (await post(`/${id}/undo`)).json())).toMatchObject({ changes: [], canRedo: true });
    expect(draftSchema.parse(await (await post(`/${id}/redo`)).json()).changes).toHaveLength(1);
    const { drafts } = draftListSchema.parse(await (await ask('')).json());
    expect(drafts).toMatchObject([{ id, name: 'カナリア', resources: 1, comments: 1 }]);

    const plan = draftPlanSchema.parse(await (await ask(`/${id}/plan`)).json());
    expect(plan).toMatchObject({
      changes: [{ ref: ROUTE, op: 'changed' }],
      effect: { nodes: [{ profile: 'assumed' }] },
    });
    expect(plan.verdict).toMatchObject({ state: 'not-checked', reason: expect.stringContaining('/no/such/envoy') });
    expect(draftPlanSchema.parse(await (await ask(`/${id}/plan?verdict=false`)).json()).verdict).toBeUndefined();

    const applied = await post(`/${id}/apply`, { message: 'Five percent' });
    const { revision, draft } = appliedDraftSchema.parse(await applied.json());
    expect([draft.appliedRevision, applied.headers.get('x-meshkeep-revision')]).toEqual([revision, String(revision)]);
    await expect.poll(liveRoute).toEqual(routeSpec(95, 5));
    expect(draftListSchema.parse(await (await ask('')).json()).drafts).toEqual([]);
    expect(draftListSchema.parse(await (await ask('?applied=true')).json()).drafts).toHaveLength(1);
  });

  it('that is stale is answered with both sides, and goes through once it is rebased', async () => {
    await setWeights(plane, 50, 50);
    const { id } = await make(40, 50);
    await setWeights(plane, 50, 60);
    const refused = await post(`/${id}/apply`);
    const body = (await refused.json()) as { code: string; details: unknown };
    expect([refused.status, body.code]).toEqual([409, 'conflict']);
    const details = draftConflictSchema.parse(body.details);
    expect(details).toMatchObject({ reason: 'stale', stale: [{ ref: ROUTE, reason: 'changed', clashes: [] }] });
    expect((await post(`/${id}/rebase`)).status).toBe(200);
    expect((await post(`/${id}/apply`)).status).toBe(200);
    await expect.poll(liveRoute).toEqual(routeSpec(40, 60));
  });

  it('that makes an error asks for confirmation', async () => {
    await setWeights(plane, 1, 1);
    const { id } = await make(0, 0);
    const refused = await post(`/${id}/apply`);
    expect([refused.status, ((await refused.json()) as { details: { reason: string } }).details.reason]).toEqual([
      409,
      'errors',
    ]);
    expect((await post(`/${id}/apply`, { confirm: true })).status).toBe(200);
  });

  it('takes a revision back', async () => {
    await setWeights(plane, 20, 80);
    const revision = await setWeights(plane, 70, 30);
    const made = await post('', { name: 'back', from: { revert: revision } });
    const { id, changes } = draftSchema.parse(await made.json());
    expect(changes).toMatchObject([{ ref: ROUTE, spec: routeSpec(20, 80) }]);
    expect((await post(`/${id}/apply`)).status).toBe(200);
    await expect.poll(liveRoute).toEqual(routeSpec(20, 80));
  });

  it('is deleted, and then gone', async () => {
    const { id } = await make(1, 2);
    const deleted = await ask(`/${id}`, { method: 'DELETE' });
    expect([deleted.status, await deleted.text()]).toEqual([204, '']);
    expect((await ask(`/${id}`)).status).toBe(404);
  });

  it('carries the signed-in person’s name, and wants a person of the console', async () => {
    const headers = { [PERSON_HEADER]: await signPerson('admin', SECRET, Date.now()) };
    const made = await ask('', { method: 'POST', body: { name: 'mine' }, key: CONSOLE, headers });
    expect(draftSchema.parse(await made.json())).toMatchObject({ author: 'admin' });
    const alone = await ask('', { method: 'POST', body: { name: 'nobody’s' }, key: CONSOLE });
    expect(alone.status).toBe(403);
  });
});

describe('events', () => {
  it('tell that a draft was made, changed and deleted', async () => {
    const response = await plane.get(`/events?mesh=${MESH}`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const seen: string[] = [];
    const { id } = await make(3, 3);
    await ask(`/${id}`, { method: 'DELETE' });
    let text = '';
    while (!seen.includes(`${id} true`)) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) throw new Error('the stream ended');
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventSchema.parse(JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? ''));
        if (event.type === 'draft') seen.push(`${event.draft} ${event.deleted}`);
      }
    }
    expect(seen[0]).toBe(`${id} false`);
    await reader?.cancel();
  });
});

describe('bad requests', () => {
  it.each([
    ['GET', '/none', undefined, 404],
    ['GET', '/none/plan', undefined, 404],
    ['POST', '/none/apply', {}, 404],
    ['POST', '/none/strange', {}, 404],
    ['GET', '/a/b/c', undefined, 404],
    ['PUT', '', {}, 405],
    ['GET', '/none/apply', undefined, 405],
    ['POST', '', {}, 400],
    ['POST', '', { name: ' ' }, 400],
    ['POST', '', { name: 'x'.repeat(129) }, 400],
    ['POST', '', { name: 'x', from: { revert: 0 } }, 400],
    ['POST', '', { name: 'x', strange: 1 }, 400],
    ['POST', '', { name: 'x', from: { revert: 99_999 } }, 404],
    ['POST', '/none/changes', { edits: [] }, 400],
    ['POST', '/none/changes', { edits: [{ op: 'put', ref: ROUTE }] }, 400],
    ['POST', '/none/comments', { text: '' }, 400],
    ['GET', '?applied=perhaps', undefined, 400],
  ])('%s drafts%s %j is answered with %4$i in JSON', async (method, path, body, status) => {
    const response = await ask(path, { method, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/./) });
  });

  it('of a mesh that is not there, or is somebody else’s', async () => {
    const other = (mesh: string) => plane.get(`/meshes/${mesh}`);
    expect((await other('nowhere/drafts/x')).status).toBe(404);
    expect((await other(`${MESH}/drafts?meshOwner=999999999999`)).status).toBe(403);
  });

  it('that are no JSON are told so', async () => {
    const text = await signedFetch(
      { url: plane.apiUrl, region: REGION, key: KEY },
      { service: 'meshkeep', method: 'POST', path: BASE, body: '{"name":' },
    );
    expect([text.status, await text.json()]).toMatchObject([400, { message: 'The body is not JSON' }]);
  });
});
