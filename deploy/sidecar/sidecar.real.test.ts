/** The sidecar as a process, with the real Envoy and a real control plane. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { proxyListSchema } from '@/lib/model';
import { Caller } from '@/lib/runtime/testing/caller';
import { callService } from '@/lib/runtime/testing/calls';
import { MESH, setWeights } from '@/lib/runtime/testing/scenario';
import { eventually } from '@/lib/xds/testing/envoy';
import { openScene } from './testing/scene';
import { Sidecar } from './testing/sidecar';

const body = async (egress: number) => (await callService(egress)).body;

describe('with a control plane', () => {
  it('makes Envoy serve, and tells its health and where it runs', async () => {
    const scene = await openScene();
    await Sidecar.start(scene.back.v1);
    const front = await Sidecar.start({ ...scene.front, APPMESH_PLATFORM_K8S_POD_UID: 'pod-1', APPMESH_ODD: '1' });
    await eventually(async () => (await callService(scene.egress)).status === 200);
    await eventually(() => front.isHealthy());
    expect(await front.health()).toEqual({ code: 0, text: expect.stringContaining('HEALTHY: Envoy is LIVE') });
    expect(await front.status()).toMatchObject({
      managementServerConnectionStatus: 'CONNECTED',
      configurationSource: 'control plane',
      envoyRestartCount: '0',
    });
    const list = await (await scene.plane.get(`/meshes/${MESH}/proxies`)).json();
    const proxy = proxyListSchema.parse(list).proxies.find(({ resource }) => resource.name === 'front');
    expect(proxy).toMatchObject({ platform: 'EKS', platformIdentity: 'pod-1', dataplane: 'explicit' });
    expect(front.log).toContain('APPMESH_ODD is not known here');
  });

  it('starts Envoy again when it ends, as often as it may', async () => {
    const scene = await openScene();
    const front = await Sidecar.start({ ...scene.front, APPNET_ENVOY_RESTART_COUNT: '1' });
    await eventually(() => front.isHealthy());
    const first = await front.status();
    process.kill(Number(first?.envoyPid), 'SIGKILL');
    await eventually(async () => (await front.status())?.envoyRestartCount === '1' && (await front.isHealthy()));
    const second = await front.status();
    expect(second?.envoyPid).not.toBe(first?.envoyPid);
    // Where it started from the kept configuration it may hand over at this very moment: then the next one is meant.
    await eventually(async () => {
      killed(Number((await front.status().catch(() => undefined))?.envoyPid));
      return front.isOver;
    });
    expect(await front.ended).toEqual({ code: 1, signal: null });
    expect((await front.health()).code).toBe(1);
  });

  it('drains: requests in flight are answered, health fails meanwhile, and it ends with 0', async () => {
    const scene = await openScene();
    const waiting: (() => void)[] = [];
    scene.v1.server.removeAllListeners('request').on('request', (_, response) => {
      waiting.push(() => response.end('late'));
    });
    const back = await Sidecar.start(scene.back.v1);
    const front = await Sidecar.start({ ...scene.front, LISTENER_DRAIN_WAIT_TIME_S: '3' });
    await eventually(async () => (await back.isHealthy()) && (await front.isHealthy()));
    const answers: Promise<{ status: number; body: string }>[] = [];
    await eventually(() => {
      if (waiting.length === 0) answers.push(callService(scene.egress));
      return waiting.length > 0;
    });
    front.signal('SIGTERM');
    await eventually(async () => (await front.health()).code === 1);
    for (const answer of waiting) answer();
    expect((await Promise.all(answers)).filter(({ body: text }) => text === 'late')).not.toEqual([]);
    expect(await front.ended).toEqual({ code: 0, signal: null });
    expect(front.log).toContain('listeners drain for 3 s');
  });
});

/** Ends a process, if it is there. */
function killed(pid: number): void {
  if (!(pid > 0)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

describe('while the control plane is away', () => {
  it('starts Envoy from the kept configuration, and hands over without a failed request when it is back', async () => {
    const scene = await openScene();
    const v1 = await Sidecar.start(scene.back.v1);
    await Sidecar.start(scene.back.v2);
    const before = await Sidecar.start(scene.front);
    await eventually(async () => (await callService(scene.egress)).status === 200);
    await eventually(() => before.hasKept && v1.hasKept && readFileSync(before.keptFile, 'utf8').includes('back-v2'));
    await scene.plane.close();
    for (const sidecar of [before, v1]) await sidecar.kill();
    await Sidecar.start(v1.env);
    const front = await Sidecar.start(before.env);
    await eventually(async () => (await callService(scene.egress)).body === 'v1');
    expect(await front.health()).toEqual({ code: 0, text: expect.stringContaining('from kept configuration') });
    expect(await front.status()).toMatchObject({ managementServerConnectionStatus: 'NOT_CONNECTED' });

    const caller = new Caller(scene.egress, { pauseMs: 5 });
    await eventually(() => caller.total > 50);
    const plane = await scene.again();
    await setWeights(plane, 0, 1);
    await eventually(async () => (await body(scene.egress)) === 'v2');
    await eventually(async () => (await front.status())?.configurationSource === 'control plane');
    expect(await front.status()).toMatchObject({
      managementServerConnectionStatus: 'CONNECTED',
      healthStatus: 'HEALTHY',
    });
    // The Envoy before has drained and ended: requests go on.
    await eventually(() => front.log.includes('the one before drains'));
    const counted = caller.total;
    await eventually(() => caller.total > counted + 400);
    await caller.stop();
    expect(caller.failures).toEqual([]);
  });

  it('uses no configuration that is of another resource, damaged or refused by Envoy, and says so', async () => {
    const scene = await openScene();
    const first = await Sidecar.start(scene.front);
    await eventually(() => first.hasKept);
    await scene.plane.close();
    await first.kill();
    const kept = JSON.parse(readFileSync(first.keptFile, 'utf8'));
    const wrong: [string, unknown][] = [
      ['cannot be read', { ...kept, listeners: 'none' }],
      ['is for mesh/other', { ...kept, nodeId: 'mesh/other/virtualNode/front' }],
      ['put aside', { ...kept, listeners: [{ name: 'l', surprise: 1 }] }],
    ];
    for (const [said, content] of wrong) {
      writeFileSync(first.keptFile, JSON.stringify(content));
      const sidecar = await Sidecar.start(first.env);
      await eventually(() => sidecar.log.includes(said));
      expect((await sidecar.health()).code).toBe(1);
      await sidecar.kill();
    }
  });
});

describe('a wrong environment', () => {
  it('ends at once, and names every variable', async () => {
    const sidecar = await Sidecar.start({ APPMESH_XDS_ENDPOINT: 'nowhere', MESHKEEP_DATAPLANE: '{' });
    expect(await sidecar.ended).toEqual({ code: 1, signal: null });
    for (const name of ['APPMESH_RESOURCE_ARN', 'APPMESH_XDS_ENDPOINT', 'MESHKEEP_DATAPLANE']) {
      expect(sidecar.log).toContain(`${name}: `);
    }
  });

  it('with a bootstrap of one’s own runs that', async () => {
    const admin = createServer();
    await new Promise<void>((resolve) => admin.listen(0, '127.0.0.1', resolve));
    const port = (admin.address() as AddressInfo).port;
    await new Promise((resolve) => admin.close(resolve));
    const { folder } = await import('./testing/sidecar');
    const file = `${folder()}/own.json`;
    const address = { socket_address: { address: '127.0.0.1', port_value: port } };
    writeFileSync(file, JSON.stringify({ node: { id: 'own', cluster: 'own' }, admin: { address } }));
    const sidecar = await Sidecar.start({ ENVOY_CONFIG_FILE: file, ENVOY_ADMIN_ACCESS_PORT: String(port) });
    await eventually(() => sidecar.isHealthy());
    expect(sidecar.hasKept).toBe(false);
  });
});
