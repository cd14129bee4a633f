/**
 * TLS of a node that is being called is turned on, made mutual, and turned off again, with real Envoys on both sides and
 * routes that retry nothing: no call fails. What proxies cannot take does not stop calls either.
 */
import { Agent } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import {
  type ListenerTls,
  UpdateRouteCommand,
  UpdateVirtualNodeCommand,
  type VirtualNodeSpec,
} from '@aws-sdk/client-app-mesh';
import { afterEach, describe, expect, it } from 'vitest';
import { signedFetch } from '@/lib/aws';
import { appliedDraftSchema, draftSchema, type Problem, type Receipt, receiptSchema } from '@/lib/model';
import { TestAuthority } from '@/lib/translate/testing/certificates';
import { eventually, RealEnvoy } from '@/lib/xds/testing/envoy';
import { freePort } from '@/lib/xds/testing/traffic';
import { callService } from './testing/calls';
import { KEY, type Plane, REGION, startPlane, temporaryDirectory } from './testing/plane';
import { App } from './testing/proxies';
import {
  CLOUD_MAP,
  createMesh,
  explicitMetadata,
  MESH,
  ROUTE,
  registerInstances,
  routeSpec,
  SERVICE,
} from './testing/scenario';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Calls one after the other, on several connections, until it is stopped. */
class Load {
  total = 0;
  readonly failures: string[] = [];
  #stopped = false;
  readonly #done: Promise<unknown>;

  constructor(egress: number) {
    this.#done = Promise.all([1, 2, 3, 4].map(() => this.#call(egress)));
    cleanups.unshift(() => this.stop());
  }

  stop(): Promise<unknown> {
    this.#stopped = true;
    return this.#done;
  }

  async #call(egress: number): Promise<void> {
    const agent = new Agent({ keepAlive: true });
    while (!this.#stopped) {
      const { status, body } = await callService(egress, { agent });
      this.total += 1;
      if (status !== 200) this.failures.push(`${status} ${body}`);
    }
    agent.destroy();
  }
}

interface Line {
  plane: Plane;
  authority: TestAuthority;
  egress: number;
  ingress: number;
  load: Load;
}

/** `front` calls `back-v1` in plain text, by a route that retries nothing; calls are under way. */
async function startLine(protocol: 'delta' | 'sotw', environment: Record<string, string> = {}): Promise<Line> {
  const plane = await startPlane(environment);
  const authority = await TestAuthority.create();
  cleanups.push(() => authority.close());
  await authority.issue('back', 'back.apps.local');
  await authority.issue('front', 'front.apps.local');
  await createMesh(plane);
  const retryPolicy = {
    maxRetries: 0,
    perRetryTimeout: { unit: 's' as const, value: 15 },
    httpRetryEvents: ['server-error'],
  };
  const { httpRoute } = routeSpec(100, 0);
  await plane.appMesh.send(new UpdateRouteCommand({ ...ROUTE, spec: { httpRoute: { ...httpRoute, retryPolicy } } }));
  const app = await App.start('v1');
  const [egress, ingress] = [await freePort(), await freePort()];
  await registerInstances(plane, { v1: ingress, v2: await freePort() });
  const proxy = (node: string, metadata: Record<string, unknown>) =>
    RealEnvoy.start({ xdsPort: plane.xdsPort, protocol, id: `mesh/${MESH}/virtualNode/${node}`, metadata });
  await proxy('front', explicitMetadata({ egress }));
  await proxy('back-v1', explicitMetadata({ egress: await freePort(), ingress: { port: ingress, appPort: app.port } }));
  await eventually(async () => (await callService(egress)).status === 200);
  return { plane, authority, egress, ingress, load: new Load(egress) };
}

const files = ({ authority }: Line, name: string) => ({
  file: { certificateChain: `${authority.directory}/${name}.pem`, privateKey: `${authority.directory}/${name}.key` },
});

function strict(line: Line, name = 'back'): ListenerTls {
  return { mode: 'STRICT', certificate: files(line, name) };
}

/** `back-v1` with this TLS. */
function back(tls: ListenerTls | undefined): VirtualNodeSpec {
  const discovery = { ...CLOUD_MAP, attributes: [{ key: 'version', value: 'v1' }] };
  return {
    listeners: [{ portMapping: { port: 8080, protocol: 'http' }, ...(tls && { tls }) }],
    serviceDiscovery: { awsCloudMap: discovery },
  };
}

/** `front` that demands TLS of what it calls, and shows a certificate of its own. */
function front(line: Line): VirtualNodeSpec {
  const trust = { file: { certificateChain: line.authority.path } };
  const tls = { validation: { trust }, certificate: files(line, 'front') };
  return { backends: [{ virtualService: { virtualServiceName: SERVICE, clientPolicy: { tls } } }] };
}

function put({ appMesh }: Plane, virtualNodeName: string, spec: VirtualNodeSpec): Promise<unknown> {
  return appMesh.send(new UpdateVirtualNodeCommand({ meshName: MESH, virtualNodeName, spec }));
}

/** Both nodes at once. */
async function putTogether(plane: Plane, specs: Record<string, VirtualNodeSpec>): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const request = { service: 'meshkeep', method: 'POST', path: `/meshkeep/v1/meshes/${MESH}/drafts${path}` };
    const key = { url: plane.apiUrl, region: REGION, key: KEY };
    const answer = await signedFetch(key, { ...request, body: JSON.stringify(body) });
    expect(answer.ok, await answer.clone().text()).toBe(true);
    return answer.json();
  };
  const { id } = draftSchema.parse(await post('', { name: 'TLS' }));
  const edits = Object.entries(specs).map(([name, spec]) => ({ op: 'put', ref: { kind: 'virtualNode', name }, spec }));
  await post(`/${id}/changes`, { edits });
  appliedDraftSchema.parse(await post(`/${id}/apply`, { confirm: true }));
}

async function lastReceipt({ get }: Plane): Promise<Receipt> {
  const { revision } = (await (await get(`/meshes/${MESH}/snapshot`)).json()) as { revision: number };
  return receiptSchema.parse(await (await get(`/meshes/${MESH}/revisions/${revision}/receipt`)).json());
}

/** Until the newest change has arrived everywhere, all of its steps. */
function arrived(plane: Plane): Promise<void> {
  return eventually(async () => {
    const { turning, waiting, total } = await lastReceipt(plane);
    return turning === undefined && waiting === 0 && total > 0;
  });
}

/** How a caller comes that shows no certificate: what a port answers it with. */
async function answers(port: number): Promise<{ plain: boolean; tls: boolean }> {
  const agent = new HttpsAgent({ rejectUnauthorized: false });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const outgoing = httpsRequest({ host: '127.0.0.1', port, agent, headers: { host: SERVICE } }, (response) => {
    response.resume();
    resolve(response.statusCode === 200);
  });
  outgoing.on('error', () => resolve(false));
  outgoing.end();
  const tls = await promise;
  agent.destroy();
  return { plain: (await callService(port)).status === 200, tls };
}

const TAKES = {
  plain: { plain: true, tls: false },
  tls: { plain: false, tls: true },
  certificate: { plain: false, tls: false },
};

/** Envoy acknowledges a listener a moment before its workers go by it. */
function takesOnly(what: keyof typeof TAKES, port: number): Promise<void> {
  return eventually(async () => JSON.stringify(await answers(port)) === JSON.stringify(TAKES[what]));
}

describe.each(['delta', 'sotw'] as const)('TLS of a node that is called, over %s', (protocol) => {
  it('turns on, becomes mutual and turns off again without a failed call', async () => {
    const line = await startLine(protocol);
    const { plane, ingress, load } = line;
    // On, with callers that do as the server does.
    await put(plane, 'back-v1', back(strict(line)));
    await arrived(plane);
    await takesOnly('tls', ingress);
    // Both sides at once: the server asks for certificates, the caller shows one and demands TLS.
    const mutual = { ...strict(line), validation: { trust: { file: { certificateChain: line.authority.path } } } };
    await putTogether(plane, { 'back-v1': back(mutual), front: front(line) });
    await arrived(plane);
    await takesOnly('certificate', ingress);
    // Off on both sides at once.
    await putTogether(plane, {
      'back-v1': back(undefined),
      front: { backends: [{ virtualService: { virtualServiceName: SERVICE } }] },
    });
    await arrived(plane);
    await takesOnly('plain', ingress);
    // And from nothing to all of it.
    await putTogether(plane, { 'back-v1': back(mutual), front: front(line) });
    await arrived(plane);
    await takesOnly('certificate', ingress);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(load.total).toBeGreaterThan(200);
  });

  it('does not turn where its proxy cannot serve it, over a restart neither, and tells so', async () => {
    const ports = { MESHKEEP_API_PORT: String(await freePort()), MESHKEEP_XDS_PORT: String(await freePort()) };
    const environment = { ...ports, MESHKEEP_DATA_DIR: temporaryDirectory() };
    const line = await startLine(protocol, environment);
    const { ingress, load } = line;
    await put(line.plane, 'back-v1', back(strict(line, 'missing')));
    await eventually(async () => (await lastReceipt(line.plane)).refused === 1);
    expect((await lastReceipt(line.plane)).turning).toEqual([{ virtualNode: 'back-v1', step: 'widening' }]);
    await line.plane.close();
    const plane = await startPlane(environment);
    const problems = async (): Promise<Pick<Problem, 'code' | 'params'>[]> => {
      const answer = await plane.get(`/meshes/${MESH}/snapshot`);
      return ((await answer.json()) as { problems: Problem[] }).problems.map(({ code, params }) => ({ code, params }));
    };
    const told = { code: 'tls-turn-waits', params: { name: 'back-v1', proxies: 1 } };
    await eventually(async () => (await problems()).some((one) => JSON.stringify(one) === JSON.stringify(told)));
    await takesOnly('plain', ingress);
    // With a certificate that is there it goes on.
    await put(plane, 'back-v1', back(strict(line)));
    await arrived(plane);
    await takesOnly('tls', ingress);
    expect((await problems()).filter(({ code }) => code.startsWith('tls'))).toEqual([]);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(load.total).toBeGreaterThan(200);
  });
});
