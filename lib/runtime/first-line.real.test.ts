/** The first line through everything: SDK → API → store → feed → Envoys → real requests, and back in a receipt. */
import { describe, expect, it } from 'vitest';
import { receiptSchema } from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { countAnswers } from './testing/calls';
import { type Plane, startPlane } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, MESH, setWeights } from './testing/scenario';

const receiptOf = async (plane: Plane, revision: number) =>
  receiptSchema.parse(await (await plane.get(`/meshes/${MESH}/revisions/${revision}/receipt`)).json());

describe.each(['delta', 'sotw'] as const)('from the SDK to real requests over %s', (protocol) => {
  it('moves all traffic by a weight, and tells it in a receipt', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress } = await startLine(plane, { protocol });
    expect(await countAnswers(egress, 50)).toEqual({ v1: 50 });

    const revision = await setWeights(plane, 0, 100);
    await eventually(async () => (await receiptOf(plane, revision)).waiting === 0);
    expect(await receiptOf(plane, revision)).toMatchObject({
      total: 1,
      done: 1,
      ms: expect.any(Number),
      proxies: [{ resource: { name: 'front' }, state: 'done' }],
    });
    expect(await countAnswers(egress, 50)).toEqual({ v2: 50 });
    expect(plane.log).toEqual([]);
  });
});
