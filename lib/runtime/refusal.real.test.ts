/** A real Envoy refuses a listener: its words are kept, traffic goes on, other changes arrive, and it is mended. */
import { UpdateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { describe, expect, it } from 'vitest';
import { proxyListSchema, receiptSchema } from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { countAnswers } from './testing/calls';
import { type Plane, startPlane } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, MESH, SERVICE, setWeights } from './testing/scenario';

/** Gives `front` a file access log; answers with the mesh's revision. */
async function logTo(plane: Plane, path: string): Promise<number> {
  const spec = {
    backends: [{ virtualService: { virtualServiceName: SERVICE } }],
    logging: { accessLog: { file: { path } } },
  };
  await plane.appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'front', spec }));
  const { meshes } = (await (await plane.get('/meshes')).json()) as { meshes: { revision: number }[] };
  return meshes[0]?.revision ?? 0;
}

describe('a refusal by a real Envoy', () => {
  it('is told in its own words, harms nothing else, and ends when the field is mended', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress } = await startLine(plane);
    const receipt = async (revision: number) => {
      const read = async () =>
        receiptSchema.parse(await (await plane.get(`/meshes/${MESH}/revisions/${revision}/receipt`)).json());
      await eventually(async () => (await read()).waiting === 0);
      return read();
    };
    const front = async () => {
      const { proxies } = proxyListSchema.parse(await (await plane.get(`/meshes/${MESH}/proxies`)).json());
      return proxies.find(({ resource }) => resource.name === 'front');
    };

    const bad = await logTo(plane, '/nowhere/at/all/access.log');
    expect(await receipt(bad)).toMatchObject({
      total: 1,
      refused: 1,
      proxies: [{ state: 'refused', message: expect.stringContaining('/nowhere/at/all/access.log') }],
    });
    expect(await front()).toMatchObject({
      state: 'refused',
      revision: bad - 1,
      refusals: [{ resourceType: 'listener', revision: bad, current: true }],
    });
    expect((await front())?.refusals[0]?.resources[0]).toMatch(/^lds_egress_/);

    const weights = await setWeights(plane, 0, 100);
    expect(await receipt(weights)).toMatchObject({ total: 1, done: 1 });
    expect(await countAnswers(egress, 20)).toEqual({ v2: 20 });
    expect((await front())?.state).toBe('refused');

    const mended = await logTo(plane, '/dev/null');
    expect(await receipt(mended)).toMatchObject({ done: 1, refused: 0 });
    expect(await receipt(bad)).toMatchObject({ done: 1, refused: 0 });
    expect(await front()).toMatchObject({ state: 'current', revision: mended, refusals: [{ current: false }] });
  });
});
