/** The history over real HTTP: filtered, and the mesh as it was at a revision. */
import { DeleteRouteCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revisionListSchema, snapshotSchema } from '@/lib/model';
import { openPlane, type Plane } from '@/lib/runtime/testing/plane';
import { createMesh, MESH, routeSpec, setWeights } from '@/lib/runtime/testing/scenario';

let plane: Plane;
beforeAll(async () => {
  plane = await openPlane();
  await createMesh(plane);
});
afterAll(() => plane.close());

const found = async (query: string) =>
  revisionListSchema.parse(await (await plane.get(`/meshes/${MESH}/revisions${query}`)).json());
const at = (revision: number | string) => plane.get(`/meshes/${MESH}/snapshot?revision=${revision}`);
const route = 'route/back-router/back-route';

describe('the history of a mesh', () => {
  it('is filtered by who, door, kind, resource and text; all that is given must match', async () => {
    const revision = await setWeights(plane, 60, 40);
    const newest = async (query: string) => (await found(query)).revisions[0]?.revision;
    for (const query of [
      `?resource=${encodeURIComponent(route)}`,
      '?kind=route',
      '?door=sdk',
      '?who=administrator%20key',
      '?text=BACK-ROUTE',
    ]) {
      expect(await newest(query), query).toBe(revision);
    }
    expect((await found('?kind=virtualGateway')).revisions).toEqual([]);
    expect((await found('?kind=route&door=console')).revisions).toEqual([]);
    expect((await found('?who=nobody')).revisions).toEqual([]);
    expect((await plane.get(`/meshes/${MESH}/revisions?kind=teapot`)).status).toBe(400);
  });

  it('says where to go on, and nothing at its end', async () => {
    const first = await found('?limit=2');
    expect(first.next).toBe(first.revisions[1]?.revision);
    const rest = await found(`?before=${first.next}`);
    expect(rest.next).toBeUndefined();
    expect(rest.revisions.at(-1)?.revision).toBe(1);
  });
});

describe('a mesh as it was', () => {
  it('has the specs of then, what was deleted since, and nothing that came later', async () => {
    const old = await setWeights(plane, 80, 20);
    const newer = await setWeights(plane, 10, 90);
    const names = { meshName: MESH, virtualRouterName: 'back-router', routeName: 'back-route' };
    await plane.appMesh.send(new DeleteRouteCommand(names));
    const specAt = async (revision: number) => {
      const snapshot = snapshotSchema.parse(await (await at(revision)).json());
      expect(snapshot.revision).toBe(revision);
      return snapshot.resources.find((one) => one.kind === 'route')?.spec;
    };
    expect(await specAt(old)).toEqual(routeSpec(80, 20));
    expect(await specAt(newer)).toEqual(routeSpec(10, 90));
    expect(await specAt(newer + 1)).toBeUndefined();
    expect(snapshotSchema.parse(await (await at(1)).json()).resources.map(({ kind }) => kind)).toEqual(['mesh']);
  });

  it('is refused for a revision that is yet to come, or is none', async () => {
    expect((await at(99_999)).status).toBe(404);
    for (const wrong of ['0', 'x', '-1']) expect((await at(wrong)).status, wrong).toBe(400);
  });
});
