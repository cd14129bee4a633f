/**
 * TLS between proxies, delivered over the stream: secrets that name files, read anew when they change; and what happens
 * where a file is missing. Nothing in plain text gets to the application at any time.
 */
import { rename, writeFile } from 'node:fs/promises';
import { connect as connectTls, type PeerCertificate } from 'node:tls';
import { UpdateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { afterEach, describe, expect, it } from 'vitest';
import { proxyListSchema } from '@/lib/model';
import { TestAuthority } from '@/lib/translate/testing/certificates';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService } from './testing/calls';
import { type Plane, startPlane } from './testing/plane';
import { App } from './testing/proxies';
import { CLOUD_MAP, createMesh, explicitMetadata, MESH, registerInstances, SERVICE } from './testing/scenario';

const authorities: TestAuthority[] = [];
afterEach(async () => {
  for (const authority of authorities.splice(0)) await authority.close();
});

async function newAuthority(): Promise<TestAuthority> {
  const authority = await TestAuthority.create();
  authorities.push(authority);
  return authority;
}

/** `back-v1` takes TLS only, with files of these names; `front` trusts the authority. */
async function demandTls({ appMesh }: Plane, authority: TestAuthority, file: string): Promise<void> {
  const certificate = {
    file: { certificateChain: `${authority.directory}/${file}.pem`, privateKey: `${authority.directory}/${file}.key` },
  };
  const discovery = { ...CLOUD_MAP, attributes: [{ key: 'version', value: 'v1' }] };
  const back = {
    listeners: [
      { portMapping: { port: 8080, protocol: 'http' as const }, tls: { mode: 'STRICT' as const, certificate } },
    ],
    serviceDiscovery: { awsCloudMap: discovery },
  };
  await appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'back-v1', spec: back }));
  const trust = { file: { certificateChain: authority.path } };
  const front = {
    backends: [{ virtualService: { virtualServiceName: SERVICE, clientPolicy: { tls: { validation: { trust } } } } }],
  };
  await appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'front', spec: front }));
}

interface Line {
  app: App;
  egress: number;
  ingress: number;
}

async function startProxies(plane: Plane, protocol: 'delta' | 'sotw'): Promise<Line> {
  const app = await App.start('v1');
  const [egress, ingress] = [await freePort(), await freePort()];
  await registerInstances(plane, { v1: ingress, v2: await freePort() });
  const proxy = (node: string, metadata: Record<string, unknown>) =>
    RealEnvoy.start({ xdsPort: plane.xdsPort, protocol, id: `mesh/${MESH}/virtualNode/${node}`, metadata });
  await proxy('front', explicitMetadata({ egress }));
  const own = { port: ingress, appPort: app.port };
  await proxy('back-v1', explicitMetadata({ egress: await freePort(), ingress: own }));
  return { app, egress, ingress };
}

/** The certificate that a port shows; undefined while it shows none. */
function shown(port: number): Promise<PeerCertificate | undefined> {
  const { promise, resolve } = Promise.withResolvers<PeerCertificate | undefined>();
  const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
  socket.on('secureConnect', () => {
    resolve(socket.getPeerCertificate());
    socket.destroy();
  });
  socket.on('error', () => resolve(undefined));
  return promise;
}

describe.each(['delta', 'sotw'] as const)('TLS between proxies, over %s', (protocol) => {
  it('is spoken by both sides, keeps plain text out, and takes a renewed certificate without a restart', async () => {
    const plane = await startPlane();
    const authority = await newAuthority();
    await authority.issue('back', 'back.apps.local');
    await createMesh(plane);
    await demandTls(plane, authority, 'back');
    const { app, egress, ingress } = await startProxies(plane, protocol);
    await eventually(async () => (await callService(egress)).status === 200);
    const before = app.count;
    expect((await callService(ingress)).status).toBe(0);
    expect(app.count).toBe(before);

    const first = (await shown(ingress))?.serialNumber;
    const renewed = await authority.issue('renewed', 'back.apps.local');
    // As certificate managers do it: written beside, then renamed over. The key first: until both fit, the old pair stays.
    await rename(renewed.key, `${authority.directory}/back.key`);
    await rename(renewed.chain, `${authority.directory}/back.pem`);
    await eventually(async () => ![first, undefined].includes((await shown(ingress))?.serialNumber));
    expect((await callService(egress)).status).toBe(200);
  });

  it('does not happen with a file that is missing: nothing gets through, and the proxy says which', async () => {
    const plane = await startPlane();
    const authority = await newAuthority();
    await createMesh(plane);
    await demandTls(plane, authority, 'missing');
    const { app, egress, ingress } = await startProxies(plane, protocol);
    const refusals = async () => {
      const { proxies } = proxyListSchema.parse(await (await plane.get(`/meshes/${MESH}/proxies`)).json());
      return proxies.flatMap(({ resource, refusals: all }) => all.map((one) => ({ node: resource.name, ...one })));
    };
    await eventually(async () => (await refusals()).length > 0);
    const [refusal] = await refusals();
    expect(refusal).toMatchObject({ node: 'back-v1', resourceType: 'secret', current: true });
    expect(refusal?.message).toContain('missing.pem');
    expect((await callService(ingress)).status).toBe(0);
    await eventually(async () => (await callService(egress)).status === 503);
    expect(app.count).toBe(0);
    // Once the certificate is there and named anew, all is well.
    const made = await authority.issue('late', 'back.apps.local');
    await writeFile(`${authority.directory}/found.pem`, made.chainPem);
    await writeFile(`${authority.directory}/found.key`, made.keyPem);
    await demandTls(plane, authority, 'found');
    await eventually(async () => (await callService(egress)).status === 200);
  });
});
