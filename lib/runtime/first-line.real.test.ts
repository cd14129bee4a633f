/** The first line through everything: SDK → API → store → feed → Envoys → real requests, and back as figures. */
import { describe, expect, it } from 'vitest';
import { receiptSchema, trafficSchema } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { backend, freePort } from '@/lib/xds/testing/traffic';
import { callService, countAnswers } from './testing/calls';
import { type Plane, startPlane } from './testing/plane';
import { createMesh, explicitMetadata, MESH, registerInstances, setWeights } from './testing/scenario';

async function startProxies(plane: Plane) {
  const apps = { v1: await backend('v1'), v2: await backend('v2') };
  const ingress = { v1: await freePort(), v2: await freePort() };
  const egress = await freePort();
  const proxy = (node: string, metadata: object) =>
    RealEnvoy.start({
      xdsPort: plane.xdsPort,
      protocol: 'delta',
      id: `mesh/${MESH}/virtualNode/${node}`,
      metadata: metadata as Record<string, unknown>,
      loadReports: true,
    });
  await registerInstances(plane, ingress);
  const front = await proxy('front', explicitMetadata({ egress }));
  for (const version of ['v1', 'v2'] as const) {
    const own = { port: ingress[version], appPort: apps[version] };
    await proxy(`back-${version}`, explicitMetadata({ egress: await freePort(), ingress: own }));
  }
  await eventually(async () => (await callService(egress)).body === 'v1');
  return { egress, front };
}

async function json(plane: Plane, path: string): Promise<unknown> {
  const response = await plane.get(path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

const receiptOf = async (plane: Plane, revision: number) =>
  receiptSchema.parse(await json(plane, `/meshes/${MESH}/revisions/${revision}/receipt`));

const trafficOf = async (plane: Plane) => trafficSchema.parse(await json(plane, `/meshes/${MESH}/traffic`));

describe('from the SDK to real requests', () => {
  it('moves traffic by a weight, tells it in a receipt, and observes the split', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress } = await startProxies(plane);
    expect(await countAnswers(egress, 50)).toEqual({ v1: 50 });

    const revision = await setWeights(plane, 0, 100);
    await eventually(async () => (await receiptOf(plane, revision)).waiting === 0);
    expect(await receiptOf(plane, revision)).toMatchObject({ total: 1, done: 1, refused: 0, gone: 0 });
    expect(await countAnswers(egress, 50)).toEqual({ v2: 50 });

    await setWeights(plane, 50, 50);
    await eventually(async () => (await countAnswers(egress, 10)).v1 !== undefined);
    const counted = await countAnswers(egress, 400);
    expect(counted.v1).toBeGreaterThan(130);
    expect(counted.v2).toBeGreaterThan(130);
    await eventually(async () => ((await trafficOf(plane)).routes[0]?.requests ?? 0) >= 400);
    const [route] = (await trafficOf(plane)).routes;
    const share = route?.targets.find((target) => target.virtualNode === 'back-v1')?.share ?? 0;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  });
});
