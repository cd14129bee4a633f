/** The layout over real HTTP: kept for everyone, and told to every other browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { eventSchema, layoutSchema, MOST_PLACES } from '@/lib/model';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, MESH } from '@/lib/runtime/testing/scenario';

const PATH = `/meshkeep/v1/meshes/${MESH}/layout`;
const FRONT = { kind: 'virtualNode', name: 'front', x: 12, y: -3.5 };
const BACK = { kind: 'virtualNode', name: 'back-v1', x: 400, y: 0 };

let plane: Plane;
beforeAll(async () => {
  plane = await openPlane();
  await createMesh(plane);
});
afterAll(() => plane.close());

function patch(body: unknown, path = PATH): Promise<Response> {
  const request = { service: 'meshkeep', method: 'PATCH', path, body: JSON.stringify(body) };
  return signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request);
}

async function cards() {
  const response = await plane.get(`/meshes/${MESH}/layout`);
  expect(response.status).toBe(200);
  return layoutSchema.parse(await response.json()).cards;
}

/** The types of the events of one stream until `wanted` comes. */
async function eventsUntil(response: Response, wanted: string): Promise<string[]> {
  const seen: string[] = [];
  const decoder = new TextDecoder();
  for await (const piece of response.body ?? []) {
    for (const line of decoder.decode(piece).split('\n')) {
      if (line.startsWith('data: ')) seen.push(eventSchema.parse(JSON.parse(line.slice(6))).type);
    }
    if (seen.includes(wanted)) return seen;
  }
  return seen;
}

describe('the layout', () => {
  it('keeps where cards were moved, and tells every stream', async () => {
    const stream = eventsUntil(await plane.get(`/events?mesh=${MESH}`), 'layout');
    expect(await (await patch({ mode: 'move', cards: [FRONT, BACK] })).json()).toEqual({ stored: 2 });
    expect(await cards()).toEqual([BACK, FRONT]);
    expect(await stream).toContain('layout');
    await patch({ mode: 'fill', cards: [{ ...FRONT, x: 99 }] });
    expect(await cards()).toEqual([BACK, FRONT]);
  });

  it('refuses what is no place, too much, another method and a mesh that does not exist', async () => {
    const bad = [
      { mode: 'move', cards: [{ ...FRONT, x: 2_000_000 }] },
      { mode: 'move', cards: [{ ...FRONT, x: 'left' }] },
      { mode: 'move', cards: [{ ...FRONT, kind: 'route' }] },
      { mode: 'shake', cards: [] },
      { mode: 'move', cards: Array.from({ length: MOST_PLACES + 1 }, () => FRONT) },
      { mode: 'move', cards: [], more: 1 },
    ];
    for (const body of bad) expect((await patch(body)).status, JSON.stringify(body).slice(0, 80)).toBe(400);
    expect((await patch({ mode: 'move', cards: [] }, '/meshkeep/v1/meshes/none/layout')).status).toBe(404);
    expect((await plane.get('/meshes/none/layout')).status).toBe(404);
    const request = { service: 'meshkeep', method: 'POST', path: PATH, body: '{}' };
    const posted = await signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request);
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, PATCH']);
  });
});
