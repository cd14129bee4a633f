/** Settings of a mesh over real HTTP: administrators change them, every browser hears of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { eventSchema, meshSettingsSchema } from '@/lib/model';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, MESH } from '@/lib/runtime/testing/scenario';

const PATH = `/meshkeep/v1/meshes/${MESH}/settings`;

let plane: Plane;
beforeAll(async () => {
  plane = await openPlane();
  await createMesh(plane);
});
afterAll(() => plane.close());

function send(method: string, body: unknown, path = PATH): Promise<Response> {
  const request = { service: 'meshkeep', method, path, body: JSON.stringify(body) };
  return signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request);
}

async function settings() {
  const response = await plane.get(`/meshes/${MESH}/settings`);
  expect(response.status).toBe(200);
  return meshSettingsSchema.parse(await response.json());
}

/** Whether one stream tells of the settings. */
async function hears(response: Response): Promise<boolean> {
  const decoder = new TextDecoder();
  for await (const piece of response.body ?? []) {
    const lines = decoder.decode(piece).split('\n');
    const events = lines.filter((line) => line.startsWith('data: '));
    if (events.some((line) => eventSchema.parse(JSON.parse(line.slice(6))).type === 'settings')) return true;
  }
  return false;
}

describe('settings of a mesh', () => {
  it('mark it as production, say who did, and tell every stream; the revision stays', async () => {
    expect(await settings()).toEqual({ production: false });
    const before = await plane.get(`/meshes/${MESH}/snapshot`).then((response) => response.json());
    const heard = hears(await plane.get(`/events?mesh=${MESH}`));
    const answer = meshSettingsSchema.parse(await (await send('PATCH', { production: true })).json());
    expect(answer).toEqual({ production: true, changed: { at: expect.any(Number), who: expect.any(String) } });
    expect(await heard).toBe(true);
    expect(await settings()).toEqual(answer);
    expect(await plane.get(`/meshes/${MESH}/snapshot`).then((response) => response.json())).toMatchObject({
      revision: before.revision,
    });
    // Asked for again, it stays as it was made.
    expect(await (await send('PATCH', { production: true })).json()).toEqual(answer);
  });

  it('refuse what is no setting, another method and a mesh that does not exist', async () => {
    for (const body of [{}, { production: 'yes' }, { production: true, more: 1 }]) {
      expect((await send('PATCH', body)).status, JSON.stringify(body)).toBe(400);
    }
    expect((await send('PATCH', { production: true }, '/meshkeep/v1/meshes/none/settings')).status).toBe(404);
    expect((await plane.get('/meshes/none/settings')).status).toBe(404);
    expect((await send('POST', {})).status).toBe(405);
  });
});
