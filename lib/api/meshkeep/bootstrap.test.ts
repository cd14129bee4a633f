/** Bootstraps over real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { bootstrapAnswerSchema } from '@/lib/model';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, MESH } from '@/lib/runtime/testing/scenario';

const PATH = `/meshkeep/v1/meshes/${MESH}/bootstrap`;

let plane: Plane;
beforeAll(async () => {
  plane = await openPlane();
  await createMesh(plane);
});
afterAll(() => plane.close());

function send(body: unknown, path = PATH, method = 'POST'): Promise<Response> {
  const request = { service: 'meshkeep', method, path, body: JSON.stringify(body) };
  return signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request);
}

describe('the bootstrap of a proxy', () => {
  it('leads to this control plane, in every format, with the ports of the node', async () => {
    const response = await send({ kind: 'virtualNode', name: 'back-v1' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const answer = bootstrapAnswerSchema.parse(await response.json());
    expect(answer).toMatchObject({
      nodeId: `mesh/${MESH}/virtualNode/back-v1`,
      controlPlane: { host: '127.0.0.1', port: plane.xdsPort },
    });
    expect(answer.files.map(({ name }) => name)).toEqual([
      'envoy.yaml',
      'start-envoy.sh',
      'task-definition-parts.json',
      'patch.yaml',
    ]);
    const text = (name: string) => answer.files.find((file) => file.name === name)?.text;
    expect(text('envoy.yaml')).toContain(`port_value: ${plane.xdsPort}`);
    expect(text('task-definition-parts.json')).toMatch(/"AppPorts",\s*"value": "8080"/);
  });

  it('is written as asked', async () => {
    const controlPlane = { host: 'cp.example', port: 443, tls: { ca: { file: '/ca.pem' } } };
    const body = { kind: 'virtualNode', name: 'front', formats: ['ecs'], controlPlane };
    const { files, notes } = bootstrapAnswerSchema.parse(await (await send(body)).json());
    expect(files).toHaveLength(1);
    expect(files[0]?.text).toContain('cp.example:443');
    expect(notes.map(({ code }) => code)).toEqual(['no-listeners', 'app-depends-on']);
  });

  it('names a resource that does not exist', async () => {
    for (const body of [
      { kind: 'virtualNode', name: 'none' },
      { kind: 'virtualGateway', name: 'back-v1' },
    ]) {
      const response = await send(body);
      expect([response.status, (await response.json()).message]).toEqual([404, expect.stringContaining(body.name)]);
    }
    expect((await send({ kind: 'virtualNode', name: 'front' }, PATH.replace(MESH, 'nowhere'))).status).toBe(404);
  });

  const certificate = { type: 'certificate', certificate: '/c', key: '/k' };
  const listeners = [{ port: 8080, ingressPort: 1 }];
  const refused: [string, Record<string, unknown>][] = [
    ['kind', { kind: 'virtualRouter' }],
    ['formats', { formats: ['xml'] }],
    ['credential.token', { credential: { type: 'token', token: 'two\nlines' } }],
    ['controlPlane', { controlPlane: { host: 'a', port: 70_000 } }],
    ['credential', { credential: certificate, controlPlane: { host: 'a', port: 1 } }],
    ['options.dataplane', { options: { dataplane: { mode: 'explicit', address: '::1', listeners, egressPort: 2 } } }],
    ['options', { options: { surprise: 1 } }],
  ];
  it.each(refused)('says what is wrong at %s', async (where, more) => {
    const response = await send({ kind: 'virtualNode', name: 'front', ...more });
    expect(response.status).toBe(400);
    expect((await response.json()).message).toContain(where);
  });

  it('is asked for with POST', async () => {
    expect((await send({}, PATH, 'PUT')).status).toBe(405);
    expect((await plane.get(`/meshes/${MESH}/bootstrap`)).headers.get('allow')).toBe('POST');
  });
});
