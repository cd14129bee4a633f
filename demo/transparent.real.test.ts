import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppMeshClient, UpdateRouteCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from './demo';
import { whyNoNamespaces } from './namespaces';
import { SERVICES } from './scenario';
import { readSettings } from './settings';
import { freePortRange } from './testing/free-ports';
import { callThrough, countAnswers, fiveSigma } from './testing/requests';
import { transparentDataPlane } from './transparent-plane';

const reason = await whyNoNamespaces();
if (reason) console.warn(`transparent data plane not tested: ${reason}`);
const [eksBackend] = SERVICES;

/** Envoys with the bootstrap of an AWS agent, in network namespaces, iptables in front of untouched applications. */
describe.skipIf(reason)('transparent data plane', () => {
  let folder: string;
  let demo: Demo;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-transparent-'));
    const first = await freePortRange(3);
    const settings = readSettings({
      ...process.env,
      MESHKEEP_DEMO_DIR: path.join(folder, 'demo'),
      MESHKEEP_CONSOLE_PORT: String(first),
      MESHKEEP_API_PORT: String(first + 1),
      MESHKEEP_XDS_PORT: String(first + 2),
      MESHKEEP_DEMO_SUBNET: process.env.MESHKEEP_DEMO_SUBNET ?? '10.78',
    });
    const options = { onFailure: (error: Error) => console.error(error), trickle: false, console: false };
    demo = await startDemo(settings, transparentDataPlane(settings), options);
  }, 120_000);
  afterAll(async () => {
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const frontend = (): string => demo.info.frontends[0]?.url ?? '';

  it('intercepts: listeners on 15000 and 15001, and a bootstrap without a word of Meshkeep', async () => {
    const dump = await (await fetch(`${demo.info.proxies[0]?.adminUrl}/config_dump`)).json();
    const text = (type: string) =>
      JSON.stringify(dump.configs.find((config: { '@type': string }) => config['@type'].endsWith(type)));
    expect(text('ListenersConfigDump')).toContain('lds_ingress_0.0.0.0_15000');
    expect(text('ListenersConfigDump')).toContain('lds_egress_0.0.0.0_15001');
    expect(text('BootstrapConfigDump')).not.toMatch(/meshkeep":|load_stats/);
  });

  it('moves the traffic of applications that know nothing of a mesh', async () => {
    const service = eksBackend?.virtualService ?? '';
    expect(await countAnswers(frontend(), service, 100)).toEqual(new Map([['200 v1', 100]]));

    const { accessKeyId, secretAccessKey, apiUrl, mesh } = demo.info;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new AppMeshClient({ endpoint: apiUrl, region: 'us-east-1', credentials });
    const weightedTargets = eksBackend?.targets.map(({ virtualNode }) => ({ virtualNode, weight: 50 })) ?? [];
    await client.send(
      new UpdateRouteCommand({
        meshName: mesh,
        virtualRouterName: eksBackend?.router,
        routeName: eksBackend?.route,
        spec: { httpRoute: { match: { prefix: '/' }, action: { weightedTargets } } },
      }),
    );
    client.destroy();
    await expect.poll(async () => (await callThrough(frontend(), service)).version).toBe('v2');

    const counts = await countAnswers(frontend(), service, 400);
    const v2 = counts.get('200 v2') ?? 0;
    expect((counts.get('200 v1') ?? 0) + v2).toBe(400);
    const { low, high } = fiveSigma(400, 0.5);
    expect(v2).toBeGreaterThan(low);
    expect(v2).toBeLessThan(high);
  });

  it('lets nothing out that the mesh does not know (egress filter DROP_ALL)', async () => {
    const { status } = await callThrough(frontend(), '10.78.250.1:9999');
    expect(status).toBe(502);
  });

  it('leaves no namespace behind', async () => {
    await demo.stop();
    expect(existsSync('/etc/netns/mk1078-router')).toBe(false);
    expect(existsSync('/run/netns/mk1078-router')).toBe(false);
  });
});
