/** A proxy with many requests a second is asked to log a share of them; the figures stay those of all requests. */
import { describe, expect, it } from 'vitest';
import { proxyConfigSchema, proxyListSchema, trafficSchema } from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { Caller } from './testing/caller';
import { startPlane } from './testing/plane';
import { startLine } from './testing/proxies';
import { createMesh, MESH, setWeights } from './testing/scenario';

describe('sampling', () => {
  it('begins under load without a failed request, and entries are weighed', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const { egress, v1, v2 } = await startLine(plane);
    const read = async (path: string) => (await plane.get(`/meshes/${MESH}${path}`)).json();
    const { proxies } = proxyListSchema.parse(await read('/proxies'));
    const id = proxies.find(({ resource }) => resource.name === 'front')?.id;
    const listeners = async () => {
      const { resources } = proxyConfigSchema.parse(await read(`/proxies/${id}/config`));
      return resources.filter(({ type }) => type === 'listener');
    };
    const callers = Array.from({ length: 8 }, () => new Caller(egress, { keepAlive: false }));
    await eventually(async () =>
      (await listeners()).every(
        ({ json, version, acknowledgedVersion }) =>
          JSON.stringify(json).includes('meshkeep:egress:10') && acknowledgedVersion === version,
      ),
    );
    // The split is counted anew from a change on: with a connection for each call all entries are sampled.
    const before = { v1: v1.count, v2: v2.count };
    await setWeights(plane, 50, 50);
    const served = () => v1.count + v2.count - before.v1 - before.v2;
    await eventually(() => served() > 4000);
    for (const caller of callers) await caller.stop();
    const total = served();
    const split = async () => trafficSchema.parse(await read('/traffic')).routes[0];
    let last = -1;
    await eventually(async () => {
      const now = (await split())?.requests ?? 0;
      const settled = now > 0 && now === last;
      last = now;
      if (!settled) await new Promise((resolve) => setTimeout(resolve, 600));
      return settled;
    });
    const route = await split();
    // Entries that were not weighed would make a tenth of it.
    expect((route?.requests ?? 0) / total).toBeGreaterThan(0.7);
    expect((route?.requests ?? 0) / total).toBeLessThan(1.3);
    expect(callers.flatMap(({ failures }) => failures)).toEqual([]);
  });
});
