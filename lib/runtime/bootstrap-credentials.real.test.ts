/** Where TLS and a proof are required: the bootstrap that the API writes, with a token, run by a real Envoy. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { signedFetch } from '@/lib/aws';
import { bootstrapAnswerSchema, credentialMadeSchema, type ProxyCredential, trafficSchema } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService } from './testing/calls';
import { serverFiles } from './testing/certificates';
import { KEY, openPlane, type Plane, REGION, temporaryDirectory } from './testing/plane';
import { createMesh, explicitMetadata, MESH, registerInstances } from './testing/scenario';

const usual = getCACertificates('default');
let plane: Plane;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const files = await serverFiles(directory);
  setDefaultCACertificates([...usual, files.authority.certificate]);
  const chain = path.join(directory, 'chain.pem');
  writeFileSync(chain, `${readFileSync(files.cert, 'utf8')}\n${files.authority.certificate}`);
  plane = await openPlane({ ...files.settings, MESHKEEP_TLS_CERT: chain, MESHKEEP_XDS_AUTH: 'required' });
  await createMesh(plane);
  await registerInstances(plane, { v1: 1, v2: 2 });
});
afterAll(async () => {
  await plane.close();
  setDefaultCACertificates(usual);
});

async function post(where: string, body: unknown): Promise<unknown> {
  const request = { service: 'meshkeep', method: 'POST', path: `/meshkeep/v1${where}`, body: JSON.stringify(body) };
  return (await signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request)).json();
}

async function start(egress: number, credential: ProxyCredential): Promise<RealEnvoy> {
  const { dataplane: mode, ...ports } = explicitMetadata({ egress }).meshkeep;
  const options = { dataplane: { mode, ...ports } };
  const body = { kind: 'virtualNode', name: 'front', formats: ['envoy.yaml'], credential, options };
  const { files, notes } = bootstrapAnswerSchema.parse(await post(`/meshes/${MESH}/bootstrap`, body));
  expect(notes.map(({ code }) => code)).not.toContain('no-tls');
  const bootstrap = parse(files[0]?.text ?? '');
  bootstrap.admin.address.socket_address.port_value = 0;
  return RealEnvoy.run(stringify(bootstrap));
}

describe('the bootstrap that the API writes where a proof is required', () => {
  it('lets an Envoy in with its token: configuration, load reports and access logs', async () => {
    const wish = { name: 'front', method: 'token', resources: [`mesh/${MESH}/virtualNode/front`] };
    const { token = '' } = credentialMadeSchema.parse(await post('/proxy-credentials', wish));
    const egress = await freePort();
    const envoy = await start(egress, { type: 'token', token });
    await eventually(async () => (await envoy.state()) === 'LIVE');
    await eventually(async () => {
      await callService(egress);
      const traffic = trafficSchema.parse(await (await plane.get(`/meshes/${MESH}/traffic`)).json());
      return traffic.edges.length > 0;
    });
    expect(await envoy.stat('cluster_manager.cds.update_rejected')).toBe(0);
    await eventually(async () => (await envoy.stat('load_reporter.responses')) > 0);
  });

  it('does not without one', async () => {
    const envoy = await start(await freePort(), { type: 'none' });
    await eventually(async () => (await envoy.stat('cluster_manager.cds.update_failure')) > 1);
    expect(await envoy.state()).toBe('PRE_INITIALIZING');
  });
});
