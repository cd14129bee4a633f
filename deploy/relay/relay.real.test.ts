/** AWS's own client and an Envoy, by AWS's names, through the relay to a real control plane. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { Agent, get } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { AppMeshClient, DescribeRouteCommand } from '@aws-sdk/client-app-mesh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { envoyBootstrap } from '@/lib/bootstrap';
import { type Certificates, makeCertificates } from '@/lib/bootstrap/testing/certificates';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { createMesh, explicitMetadata, MESH, ROUTE, registerInstances } from '@/lib/runtime/testing/scenario';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';

const root = path.resolve(import.meta.dirname, '../..');
const NAMES = ['appmesh', 'appmesh-envoy-management', 'servicediscovery', 'data-servicediscovery'];
const hosts = NAMES.map((name) => `${name}.${REGION}.amazonaws.com`);
const folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-relay-'));
const ca = path.join(folder, 'ca.pem');
let plane: Plane;
let certificates: Certificates;
const ports = { tls: 0, proxy: 0 };

/** The file as it is shipped, but for ports, addresses and the folder of the certificate. */
function relayConfig(): string {
  const text = readFileSync(path.join(import.meta.dirname, 'envoy.yaml'), 'utf8')
    .replaceAll('/etc/meshkeep-relay', folder)
    .replaceAll('0.0.0.0', '127.0.0.1')
    .replaceAll('port_value: 443 ', `port_value: ${ports.tls} `)
    .replaceAll('port_value: 3128 ', `port_value: ${ports.proxy} `)
    .replaceAll('port_value: 4040 ', `port_value: ${plane.apiPort} `)
    .replaceAll('port_value: 18000 ', `port_value: ${plane.xdsPort} `)
    .replaceAll('port_value: 9911 ', 'port_value: 0 ');
  return stringify(parse(text));
}

beforeAll(async () => {
  plane = await openPlane();
  await createMesh(plane);
  await registerInstances(plane, { v1: 1, v2: 2 });
  certificates = await makeCertificates({ server: hosts, client: 'spiffe://x/y' });
  writeFileSync(ca, certificates.ca);
  writeFileSync(path.join(folder, 'tls.crt'), certificates.server.certificate);
  writeFileSync(path.join(folder, 'tls.key'), certificates.server.key);
  [ports.tls, ports.proxy] = [await freePort(), await freePort()];
});
afterAll(async () => {
  await plane.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startRelay(): Promise<void> {
  const relay = await RealEnvoy.run(relayConfig());
  await eventually(async () => (await relay.state()) === 'LIVE');
}

/** The AWS CLI with nothing changed but a proxy and an authority to trust. */
async function awsCli(...args: string[]): Promise<unknown> {
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, NODE_ENV: 'test' as const, AWS_DEFAULT_REGION: REGION },
    ...{ AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey, AWS_MAX_ATTEMPTS: '1' },
    ...{ HTTPS_PROXY: `http://127.0.0.1:${ports.proxy}`, AWS_CA_BUNDLE: ca, AWS_EC2_METADATA_DISABLED: 'true' },
  };
  const { stdout } = await promisify(execFile)(path.join(root, '.venv/bin/aws'), [...args, '--output', 'json'], {
    env,
  });
  return JSON.parse(stdout);
}

/** What the relay answers to a program that asks for a tunnel to this host. */
function tunnelStatus(target: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: ports.proxy, method: 'CONNECT', path: target, agent: false });
    outgoing.on('connect', ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('the relay', () => {
  it("serves AWS's SDK for JavaScript where AWS's name resolves to it", async () => {
    await startRelay();
    const agent = new Agent({ keepAlive: false });
    // What an entry in the name service would do.
    agent.createConnection = () => {
      const [servername = ''] = hosts;
      return connect({ host: '127.0.0.1', port: ports.tls, servername, ca: certificates.ca });
    };
    const client = new AppMeshClient({
      region: REGION,
      credentials: KEY,
      maxAttempts: 1,
      requestHandler: { httpsAgent: agent },
    });
    const { route } = await client.send(new DescribeRouteCommand(ROUTE));
    expect(route).toMatchObject({ meshName: MESH, routeName: ROUTE.routeName });
    client.destroy();
  });

  it('serves the AWS CLI through HTTPS_PROXY, App Mesh and Cloud Map, discovery with its host prefix too', async () => {
    await startRelay();
    expect(await awsCli('appmesh', 'list-virtual-nodes', '--mesh-name', MESH)).toMatchObject({
      virtualNodes: expect.arrayContaining([expect.objectContaining({ virtualNodeName: 'front' })]),
    });
    expect(await awsCli('servicediscovery', 'list-namespaces')).toMatchObject({ Namespaces: [{ Name: 'apps.local' }] });
    const names = ['--namespace-name', 'apps.local', '--service-name', 'back'];
    expect(await awsCli('servicediscovery', 'discover-instances', ...names)).toMatchObject({
      Instances: expect.arrayContaining([expect.objectContaining({ InstanceId: 'v1' })]),
    });
  });

  it('leads nowhere else: other hosts are refused, and the Meshkeep API is not there', async () => {
    await startRelay();
    expect(await tunnelStatus(`sts.${REGION}.amazonaws.com:443`)).toBe(403);
    expect(await tunnelStatus(`${hosts[0]}:80`)).toBe(403);
    expect(await tunnelStatus(`${hosts[0]}:443`)).toBe(200);
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const where = { host: '127.0.0.1', port: ports.tls, servername: hosts[0], ca: certificates.ca };
      get({ ...where, path: '/meshkeep/v1/meshes' }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
    });
    expect(answer).toBe(404);
  });

  it('serves an Envoy: configuration over TLS, by the name of the management service', async () => {
    await startRelay();
    const { dataplane: mode, ...rest } = explicitMetadata({ egress: await freePort() }).meshkeep;
    const { bootstrap } = envoyBootstrap({
      resource: { nodeId: `mesh/${MESH}/virtualNode/front`, mesh: MESH, kind: 'virtualNode', name: 'front' },
      controlPlane: {
        host: '127.0.0.1',
        port: ports.tls,
        tls: { ca: { pem: certificates.ca }, serverName: hosts[1] ?? '' },
      },
      credential: { type: 'none' },
      options: {
        admin: { address: '127.0.0.1', port: 0 },
        dataplane: { mode: mode as 'explicit', ...rest, tcp: [] },
      },
    });
    const envoy = await RealEnvoy.run(JSON.stringify(bootstrap));
    await eventually(async () => (await envoy.state()) === 'LIVE');
    expect(await envoy.clusters()).toContain(`cds_egress_${MESH}_back-v1_http_8080`);
  });
});
