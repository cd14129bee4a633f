/** What the API writes, run as it is by a real Envoy: it gets its configuration, and tells its traffic. */
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { signedFetch } from '@/lib/aws';
import { type BootstrapOptions, bootstrapAnswerSchema, trafficSchema } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService } from './testing/calls';
import { KEY, type Plane, REGION, startPlane } from './testing/plane';
import { App } from './testing/proxies';
import { createMesh, explicitMetadata, MESH, registerInstances, SERVICE } from './testing/scenario';

/** `envoy.yaml` as the API writes it, with an admin port that is free. */
async function envoyYaml(plane: Plane, name: string, options: BootstrapOptions): Promise<string> {
  const body = { kind: 'virtualNode', name, formats: ['envoy.yaml'], options };
  const response = await signedFetch(
    { url: plane.apiUrl, region: REGION, key: KEY },
    { service: 'meshkeep', method: 'POST', path: `/meshkeep/v1/meshes/${MESH}/bootstrap`, body: JSON.stringify(body) },
  );
  const { files } = bootstrapAnswerSchema.parse(await response.json());
  const bootstrap = parse(files[0]?.text ?? '');
  bootstrap.admin.address.socket_address.port_value = 0;
  return stringify(bootstrap);
}

describe.each(['delta', 'sotw'] as const)('the bootstrap that the API writes, %s', (protocol) => {
  it('makes an Envoy that gets its configuration and reports traffic and load', async () => {
    const plane = await startPlane();
    await createMesh(plane);
    const app = await App.start('v1');
    const [egress, ingress] = [await freePort(), await freePort()];
    await registerInstances(plane, { v1: ingress, v2: 9 });
    const explicit = ({ meshkeep }: ReturnType<typeof explicitMetadata>): BootstrapOptions['dataplane'] => {
      const { address, egressPort, listeners } = meshkeep;
      return { mode: 'explicit', address, egressPort, listeners, tcp: [] };
    };
    const own = { port: ingress, appPort: app.port };
    const back = explicit(explicitMetadata({ egress: await freePort(), ingress: own }));
    await RealEnvoy.run(await envoyYaml(plane, 'back-v1', { protocol, dataplane: back }));
    const dataplane = explicit(explicitMetadata({ egress }));
    const front = await RealEnvoy.run(await envoyYaml(plane, 'front', { protocol, dataplane }));
    await eventually(async () => (await callService(egress)).status === 200);
    expect(await front.stat('cluster_manager.cds.update_rejected')).toBe(0);
    let traffic: ReturnType<typeof trafficSchema.parse> | undefined;
    await eventually(async () => {
      await callService(egress);
      traffic = trafficSchema.parse(await (await plane.get(`/meshes/${MESH}/traffic`)).json());
      return traffic.edges.length > 0 && traffic.loads.length > 0;
    });
    expect(traffic?.edges[0]).toMatchObject({ virtualService: SERVICE, source: 'access log' });
  });
});
