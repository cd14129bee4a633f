/** The control plane is killed under load: proxies keep serving, and it comes back to them. */
import { describe, expect, it } from 'vitest';
import { proxyListSchema, receiptSchema } from '@/lib/model';
import { eventually } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { Caller } from './testing/caller';
import { countAnswers } from './testing/calls';
import { clientsOf, planeEnvironment, temporaryDirectory } from './testing/plane';
import { Program } from './testing/program';
import { startLine } from './testing/proxies';
import { createMesh, MESH, setWeights } from './testing/scenario';

describe('kill -9', () => {
  it('fails no request, loses no acknowledged write, and the proxies come back to the same bytes', async () => {
    const settings = planeEnvironment({
      MESHKEEP_DATA_DIR: temporaryDirectory(),
      MESHKEEP_API_PORT: String(await freePort()),
      MESHKEEP_XDS_PORT: String(await freePort()),
    });
    const first = new Program(settings);
    const { apiUrl, xdsPort } = await first.ready();
    const clients = clientsOf(apiUrl);
    await createMesh(clients);
    const { egress, front } = await startLine({ ...clients, xdsPort });
    const updates = () => front.stat('listener_manager.lds.update_success');
    // Below the rate at which sampling begins, which would change the listeners.
    const caller = new Caller(egress, { pauseMs: 8 });
    await eventually(() => caller.total > 50);

    const written = await setWeights(clients, 1, 0);
    await first.stop('SIGKILL');
    const servedBefore = caller.total;
    await eventually(() => caller.total > servedBefore + 200);
    const updatesBefore = await updates();

    const second = new Program(settings);
    await second.ready();
    const proxies = async () =>
      proxyListSchema.parse(await (await clients.get(`/meshes/${MESH}/proxies`)).json()).proxies;
    await eventually(async () => (await proxies()).filter(({ state }) => state === 'current').length === 3);
    expect(await updates()).toBe(updatesBefore);

    const revision = await setWeights(clients, 0, 1);
    expect(revision).toBe(written + 1);
    const receipt = async () =>
      receiptSchema.parse(await (await clients.get(`/meshes/${MESH}/revisions/${revision}/receipt`)).json());
    await eventually(async () => (await receipt()).waiting === 0);
    expect(await receipt()).toMatchObject({ total: 1, done: 1 });
    expect(await countAnswers(egress, 20)).toEqual({ v2: 20 });
    await caller.stop();
    expect(caller.failures).toEqual([]);
    clients.appMesh.destroy();
    clients.cloudMap.destroy();
  });
});
