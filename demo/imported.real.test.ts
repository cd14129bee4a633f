/**
 * From files to traffic: manifests of the App Mesh controller are imported, become a draft, are applied, and Envoys in
 * interception mode carry the requests of applications that know nothing of a mesh. Needs root and network namespaces.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAppMesh, type Endpoint, signedFetch } from '@/lib/aws';
import { envoyBootstrap } from '@/lib/bootstrap';
import { compareLive, readImport } from '@/lib/formats';
import { KEY, openPlane, type Plane, REGION } from '@/lib/runtime/testing/plane';
import { eventually } from '@/lib/xds/testing/envoy';
import { Children } from './children';
import { addressOf, createNamespace, createRouter, namespaceOf, removeNetwork, whyNoNamespaces } from './namespaces';
import { envoyCommand } from './programs';
import { readSettings } from './settings';
import { type NameServer, startNameServer } from './testing/name-server';
import { AS_ENVOY, readableEnvoy } from './transparent-plane';

const reason = await whyNoNamespaces();
if (reason) console.warn(`imported mesh not tested with traffic: ${reason}`);

const MESH = 'paint';
const NAMESPACE = 'app';
const NODES = ['front', 'blue', 'green'];
const NETWORK = { prefix: 'mkimported', subnet: '10.79' };
const FILE = {
  name: 'imported.yaml',
  text: readFileSync(path.join(import.meta.dirname, 'testing/imported.yaml'), 'utf8'),
};

const host = (name: string) => `${name}.${NAMESPACE}.local`;

/** Addresses by name. Where the service's own name leads does not matter: its connections are intercepted. */
function hosts(): Record<string, string> {
  const nodes = NODES.map((name, i) => [host(name), addressOf(NETWORK, i + 1)]);
  return { ...Object.fromEntries(nodes), [host('colour')]: `${NETWORK.subnet}.200.1` };
}

describe.skipIf(reason)('an imported mesh', () => {
  let plane: Plane;
  let folder: string;
  let children: Children;
  let names: NameServer | undefined;

  const meshkeep = async (method: 'GET' | 'POST', where: string, body?: object) => {
    const init = { method, path: `/meshkeep/v1/meshes/${MESH}${where}`, service: 'meshkeep' } as const;
    const answer = await signedFetch(endpoint(), { ...init, ...(body && { body: JSON.stringify(body) }) });
    expect(answer.ok, `${method} ${where}`).toBe(true);
    return answer.json();
  };
  const endpoint = (): Endpoint => ({ url: plane.apiUrl, region: REGION, key: KEY });

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-imported-'));
    chmodSync(folder, 0o755);
    children = new Children(path.join(folder, 'logs'));
    plane = await openPlane({ MESHKEEP_XDS_SOCKET: path.join(folder, 'xds.sock') });
    chmodSync(path.join(folder, 'xds.sock'), 0o666);
  });
  afterAll(async () => {
    await children.stop();
    await plane.close();
    await names?.close();
    await removeNetwork(NETWORK);
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks for the one value that its files lack', () => {
    const { todo } = readImport({ files: [FILE], values: {} });
    expect(todo.map(({ kind, variable }) => [kind, variable])).toEqual([['value-needed', 'APP_NAMESPACE']]);
  });

  it('becomes a draft that the API and Envoy accept, and is applied', async () => {
    const { resources, todo } = readImport({ files: [FILE], values: { APP_NAMESPACE: NAMESPACE } });
    expect(todo).toEqual([]);
    const compared = compareLive(resources, MESH, []);
    const [mesh, ...others] = compared;
    await callAppMesh(endpoint(), 'CreateMesh', { meshName: MESH, spec: mesh?.spec });
    const { id } = await meshkeep('POST', '/drafts', { name: 'import' });
    const edits = others.map(({ ref, spec }) => ({ op: 'put', ref, spec }));
    await meshkeep('POST', `/drafts/${id}/changes`, { edits });
    const plan = await meshkeep('GET', `/drafts/${id}/plan`);
    expect(plan).toMatchObject({ refusals: [], problems: [], verdict: { state: 'accepted' } });
    expect(plan.changes).toHaveLength(7);
    expect(await meshkeep('POST', `/drafts/${id}/apply`, {})).toMatchObject({ revision: 2 });
  });

  it('carries the requests of untouched applications by its routes', async () => {
    await removeNetwork(NETWORK);
    await createRouter(NETWORK);
    names = await startNameServer(`${NETWORK.subnet}.0.2`, hosts());
    const envoy = readableEnvoy(readSettings(process.env).envoy, folder);
    for (const node of NODES) await startWorkload(node, envoy);
    const ask = async (colour?: string) => {
      const url = `http://${addressOf(NETWORK, 1)}:8080/`;
      const answer = await fetch(url, colour === undefined ? {} : { headers: { colour } }).catch(() => undefined);
      return `${answer?.status} ${await answer?.text()}`;
    };
    await eventually(async () => (await ask()) === '200 blue');
    await eventually(async () => (await ask('light-green')) === '200 green');
    expect(await ask('red')).toBe('200 blue');
    const { proxies } = await meshkeep('GET', '/proxies');
    expect(proxies.map(({ state }: { state: string }) => state)).toEqual(['current', 'current', 'current']);
  });

  async function startWorkload(node: string, envoy: string): Promise<void> {
    await createNamespace(NETWORK, { name: node, number: NODES.indexOf(node) + 1, appPort: 8080, hosts: hosts() });
    writeFileSync(`/etc/netns/${namespaceOf(NETWORK, node)}/resolv.conf`, `nameserver ${NETWORK.subnet}.0.2\n`);
    const name = `${node}_${NAMESPACE}`;
    const { bootstrap } = envoyBootstrap({
      resource: { nodeId: `mesh/${MESH}/virtualNode/${name}`, mesh: MESH, kind: 'virtualNode', name },
      controlPlane: { socket: path.join(folder, 'xds.sock') },
      credential: { type: 'none' },
      options: { loadReports: false },
    });
    const file = path.join(folder, `${node}.json`);
    writeFileSync(file, JSON.stringify(bootstrap));
    const enter = ['ip', 'netns', 'exec', namespaceOf(NETWORK, node)];
    const app = path.join(import.meta.dirname, 'testing/colour-app.mjs');
    const env = {
      ...process.env,
      COLOUR: node,
      ...(node === 'front' && { CALLS: `http://${host('colour')}:8080/` }),
    };
    children.start({ name: `${node}-app`, command: [...enter, process.execPath, app], env });
    const command = [...enter, 'setpriv', ...AS_ENVOY, '--', ...envoyCommand(envoy, file)];
    children.start({ name: `${node}-envoy`, command });
  }
});
