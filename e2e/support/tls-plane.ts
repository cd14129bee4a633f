import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { AppMeshClient, CreateMeshCommand, CreateVirtualNodeCommand } from '@aws-sdk/client-app-mesh';
import { Children } from '../../demo/children';
import { demoCredentials } from '../../demo/credentials';
import { consoleProgram, controlPlane, productEnvironment } from '../../demo/programs';
import { readSettings } from '../../demo/settings';
import { freePortRange } from '../../demo/testing/free-ports';
import { waitForHttp } from '../../demo/wait';
import { hashPassword } from '../../lib/identity';
import { serverFiles } from '../../lib/runtime/testing/certificates';
import { createSqliteStore } from '../../lib/store';

export interface TlsPlane {
  consoleUrl: string;
  xdsPort: number;
  username: string;
  password: string;
  /** Somebody who may look only; signs in with the same password. */
  viewer: string;
  /** Authority of the server's certificate, PEM. */
  ca: string;
  mesh: string;
  stop(): Promise<void>;
}

/**
 * A control plane with TLS on its ports, and a console of its own: client certificates of proxies are taken by TLS only,
 * and the demo has none. Its mesh has one node, `checkout`; beside the administrator there is a viewer.
 */
export async function startTlsPlane(): Promise<TlsPlane> {
  const directory = mkdtempSync(path.join(tmpdir(), 'meshkeep-e2e-tls-'));
  const dir = path.join(directory, 'data');
  mkdirSync(dir, { mode: 0o700 });
  const files = await serverFiles(directory);
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, files.authority.certificate]);
  const first = await freePortRange(3);
  const settings = readSettings({
    ...process.env,
    MESHKEEP_DEMO_DIR: dir,
    MESHKEEP_CONSOLE_PORT: String(first),
    MESHKEEP_API_PORT: String(first + 1),
    MESHKEEP_XDS_PORT: String(first + 2),
  });
  const credentials = demoCredentials(dir);
  const apiUrl = `https://127.0.0.1:${settings.apiPort}`;
  const env = {
    ...productEnvironment(settings, credentials),
    ...files.settings,
    MESHKEEP_API_URL: apiUrl,
    MESHKEEP_API_CA: files.ca,
    MESHKEEP_XDS_AUTH: 'required',
  };
  const children = new Children(path.join(dir, 'logs'), (error) => console.error(error));
  const stop = async () => {
    await children.stop();
    setDefaultCACertificates(usual);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await makeViewer(dir, credentials.password);
    children.start(controlPlane(env));
    children.start(consoleProgram(env, settings.consolePort));
    await waitForHttp('the control plane', `${apiUrl}/readyz`, children.check);
    const { username, password, accessKeyId, secretAccessKey } = credentials;
    await makeMesh(
      new AppMeshClient({ endpoint: apiUrl, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }),
    );
    const consoleUrl = `http://127.0.0.1:${settings.consolePort}`;
    await waitForHttp('the console', `${consoleUrl}/sign-in`, children.check);
    return {
      consoleUrl,
      xdsPort: settings.xdsPort,
      username,
      password,
      viewer: VIEWER,
      ca: files.authority.certificate,
      mesh: MESH,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const MESH = 'shop';
const VIEWER = 'vic';

/** No door makes people yet: the store is told, before the control plane has it. */
async function makeViewer(dir: string, password: string): Promise<void> {
  const quiet = { info() {}, warn() {}, error() {} };
  const clock = { now: () => Date.now() };
  const store = await createSqliteStore({ path: path.join(dir, 'meshkeep.db'), clock, logger: quiet });
  const passwordHash = await hashPassword(password);
  await store.write((tx) => tx.putPerson({ name: VIEWER, passwordHash, role: 'viewer' }));
  await store.close();
}

async function makeMesh(appMesh: AppMeshClient): Promise<void> {
  await appMesh.send(new CreateMeshCommand({ meshName: MESH }));
  await appMesh.send(new CreateVirtualNodeCommand({ meshName: MESH, virtualNodeName: 'checkout', spec: {} }));
  appMesh.destroy();
}
