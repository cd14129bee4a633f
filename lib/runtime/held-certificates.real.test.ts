/**
 * Certificates that the control plane holds, for real Envoys: private keys go over a Unix socket, and never over a plain
 * connection; what is renewed is served without a restart.
 */
import { join } from 'node:path';
import { connect as connectTls, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { UpdateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { afterEach, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { certificateSchema, credentialMadeSchema } from '@/lib/model';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService } from './testing/calls';
import { SERVER_NAME, serverFiles } from './testing/certificates';
import { KEY, type Plane, REGION, startPlane, temporaryDirectory } from './testing/plane';
import { App } from './testing/proxies';
import { CLOUD_MAP, createMesh, explicitMetadata, MESH, registerInstances, SERVICE } from './testing/scenario';

const AUTHORITY = 'arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/meshkeep';

const usual = getCACertificates('default');
afterEach(() => setDefaultCACertificates(usual));

async function post(plane: Plane, where: string, input: unknown): Promise<unknown> {
  const body = JSON.stringify(input);
  const request = { service: 'meshkeep', method: 'POST', path: `/meshkeep/v1${where}`, body };
  return (await signedFetch({ url: plane.apiUrl, region: REGION, key: KEY }, request)).json();
}

async function issue(plane: Plane, arn?: string): Promise<string> {
  const wanted = { issue: { names: [SERVICE, 'back.apps.local'], ...(arn && { arn }) } };
  return certificateSchema.parse(await post(plane, '/certificates', wanted)).arn;
}

/** `back-v1` takes TLS only, with a certificate that is held here; `front` trusts our authority. */
async function demandTls({ appMesh }: Plane, certificateArn: string): Promise<void> {
  const tls = { mode: 'STRICT' as const, certificate: { acm: { certificateArn } } };
  const discovery = { ...CLOUD_MAP, attributes: [{ key: 'version', value: 'v1' }] };
  const back = {
    listeners: [{ portMapping: { port: 8080, protocol: 'http' as const }, tls }],
    serviceDiscovery: { awsCloudMap: discovery },
  };
  const trust = { acm: { certificateAuthorityArns: [AUTHORITY] } };
  const front = {
    backends: [{ virtualService: { virtualServiceName: SERVICE, clientPolicy: { tls: { validation: { trust } } } } }],
  };
  await appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'back-v1', spec: back }));
  await appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'front', spec: front }));
}

/** A proxy that reaches the control plane by a socket file, or by a port. */
function proxy(node: string, metadata: Record<string, unknown>, at: { pipe: string } | { port: number }) {
  const ads = { resource_api_version: 'V3', ads: {} };
  const address =
    'pipe' in at ? { pipe: { path: at.pipe } } : { socket_address: { address: '127.0.0.1', port_value: at.port } };
  return RealEnvoy.run(
    JSON.stringify({
      node: { id: `mesh/${MESH}/virtualNode/${node}`, cluster: 'test', metadata },
      admin: { address: { socket_address: { address: '127.0.0.1', port_value: 0 } } },
      dynamic_resources: {
        ads_config: {
          api_type: 'DELTA_GRPC',
          transport_api_version: 'V3',
          grpc_services: [{ envoy_grpc: { cluster_name: 'xds' } }],
        },
        cds_config: ads,
        lds_config: ads,
      },
      static_resources: {
        clusters: [
          {
            name: 'xds',
            type: 'STATIC',
            typed_extension_protocol_options: {
              'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
                '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
                explicit_http_config: { http2_protocol_options: {} },
              },
            },
            load_assignment: { cluster_name: 'xds', endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
          },
        ],
      },
    }),
  );
}

/** Serial number of the certificate that a port shows; undefined while it shows none. */
function shown(port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
  socket.on('secureConnect', () => {
    resolve(socket.getPeerCertificate().serialNumber);
    socket.destroy();
  });
  socket.on('error', () => resolve(undefined));
  return promise;
}

it('go to proxies by a socket and to no others; a renewed one is served at once', async () => {
  const socket = join(temporaryDirectory(), 'xds.sock');
  const plane = await startPlane({ MESHKEEP_XDS_SOCKET: socket });
  await createMesh(plane);
  const arn = await issue(plane);
  await demandTls(plane, arn);
  const app = await App.start('v1');
  const [egress, ingress, closed] = [await freePort(), await freePort(), await freePort()];
  await registerInstances(plane, { v1: ingress, v2: await freePort() });
  await proxy('front', explicitMetadata({ egress }), { pipe: socket });
  const own = { port: ingress, appPort: app.port };
  const back = await proxy('back-v1', explicitMetadata({ egress: await freePort(), ingress: own }), { pipe: socket });
  await eventually(async () => (await callService(egress)).status === 200);
  const before = app.count;
  expect((await callService(ingress)).status).toBe(0);
  expect(app.count).toBe(before);

  const first = await shown(ingress);
  await issue(plane, arn);
  await eventually(async () => ![first, undefined].includes(await shown(ingress)));
  expect((await callService(egress)).status).toBe(200);
  // The proxy itself does not show its key either.
  expect(await back.admin('/config_dump')).not.toContain('BEGIN PRIVATE KEY');

  // The same node over a plain port: it gets its listener, but nothing to open it with.
  const plain = { port: closed, appPort: app.port };
  const metadata = explicitMetadata({ egress: await freePort(), ingress: plain });
  const other = await proxy('back-v1', metadata, { port: plane.xdsPort });
  await eventually(async () => ((await other.admin('/listeners')) ?? '').includes(String(closed)));
  const calls = app.count;
  expect(await shown(closed)).toBeUndefined();
  expect((await callService(closed)).status).toBe(0);
  expect(app.count).toBe(calls);
  const secrets = JSON.parse((await other.admin('/config_dump?resource=dynamic_active_secrets')) ?? '{}');
  const names = (secrets.configs ?? []).map(({ name }: { name: string }) => name);
  expect(names).not.toContain(`certificate:${arn}`);
});

it('go over TLS to a proxy that shows a credential for its node, and not to one that shows none', async () => {
  const files = await serverFiles(temporaryDirectory());
  setDefaultCACertificates([...usual, files.authority.certificate]);
  const plane = await startPlane({ ...files.settings, MESHKEEP_XDS_AUTH: 'optional' });
  await createMesh(plane);
  await demandTls(plane, await issue(plane));
  const id = `mesh/${MESH}/virtualNode/back-v1`;
  const made = await post(plane, '/proxy-credentials', { name: 'back', method: 'token', resources: [id] });
  const { token } = credentialMadeSchema.parse(made);
  const app = await App.start('v1');
  const tls = { ca: files.ca, serverName: SERVER_NAME };
  const start = async (shown: { token?: string }) => {
    const ingress = await freePort();
    const metadata = explicitMetadata({ egress: await freePort(), ingress: { port: ingress, appPort: app.port } });
    const envoy = await RealEnvoy.start({ xdsPort: plane.xdsPort, protocol: 'sotw', id, metadata, tls, ...shown });
    return { ingress, envoy };
  };
  const known = await start(token === undefined ? {} : { token });
  await eventually(async () => (await shown(known.ingress)) !== undefined);
  const unknown = await start({});
  await eventually(async () => ((await unknown.envoy.admin('/listeners')) ?? '').includes(String(unknown.ingress)));
  expect(await shown(unknown.ingress)).toBeUndefined();
  expect((await callService(unknown.ingress)).status).toBe(0);
  expect(app.count).toBe(0);
});
