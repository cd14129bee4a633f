/** A whole control plane for tests, in this process, on free ports and a directory of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppMeshClient } from '@aws-sdk/client-app-mesh';
import { ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { afterEach } from 'vitest';
import { signedFetch } from '@/lib/aws';
import type { Logger } from '@/lib/util';
import { readConfig } from '../config';
import { type RunningControlPlane, runControlPlane } from '../run-control-plane';

export const REGION = 'us-east-1';
export const KEY = { accessKeyId: 'MKIATESTTESTTESTTEST', secretAccessKey: 'test-secret-test-secret-test-secret-1234' };

export interface Plane {
  apiUrl: string;
  apiPort: number;
  xdsPort: number;
  dataDir: string;
  appMesh: AppMeshClient;
  cloudMap: ServiceDiscoveryClient;
  /** What was logged as a warning or an error. */
  log: string[];
  /** What the first start made and would print. */
  made: RunningControlPlane['made'];
  /** A signed GET of the Meshkeep API; the path below /meshkeep/v1. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

const planes: Plane[] = [];
const directories: string[] = [];

afterEach(async () => {
  for (const plane of planes.splice(0)) await plane.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A directory that is removed after the test. */
export function temporaryDirectory(): string {
  const directory = makeDirectory();
  directories.push(directory);
  return directory;
}

const makeDirectory = () => mkdtempSync(path.join(tmpdir(), 'meshkeep-plane-'));

/** Starts one; it is closed after the test. */
export async function startPlane(environment: Record<string, string> = {}): Promise<Plane> {
  const plane = await openPlane(environment);
  planes.push(plane);
  return plane;
}

/** Starts one for several tests: whoever opens it closes it. */
export async function openPlane(environment: Record<string, string> = {}): Promise<Plane> {
  const ownDir = environment.MESHKEEP_DATA_DIR === undefined ? makeDirectory() : undefined;
  const dataDir = environment.MESHKEEP_DATA_DIR ?? ownDir ?? '';
  const log: string[] = [];
  const running = await runControlPlane(
    readConfig(planeEnvironment({ ...environment, MESHKEEP_DATA_DIR: dataDir })),
    logTo(log),
  );
  const scheme = environment.MESHKEEP_TLS_CERT === undefined ? 'http' : 'https';
  const clients = clientsOf(`${scheme}://127.0.0.1:${running.apiPort}`);
  let closed: Promise<void> | undefined;
  return {
    ...clients,
    ...running,
    dataDir,
    log,
    close() {
      closed ??= running.close().finally(() => ownDir && rmSync(ownDir, { recursive: true, force: true }));
      clients.appMesh.destroy();
      clients.cloudMap.destroy();
      return closed;
    },
  };
}

/** Settings of a control plane for tests. */
export function planeEnvironment(environment: Record<string, string>): Record<string, string> {
  return {
    MESHKEEP_API_PORT: '0',
    MESHKEEP_XDS_PORT: '0',
    MESHKEEP_ACCESS_KEY_ID: KEY.accessKeyId,
    MESHKEEP_SECRET_ACCESS_KEY: KEY.secretAccessKey,
    MESHKEEP_ADMIN_PASSWORD: 'a password for tests',
    ...environment,
  };
}

/** AWS's own clients and a signed GET, for a control plane at this address. */
export function clientsOf(apiUrl: string, key = KEY): Pick<Plane, 'apiUrl' | 'appMesh' | 'cloudMap' | 'get'> {
  const options = { endpoint: apiUrl, region: REGION, credentials: key, maxAttempts: 1 };
  return {
    apiUrl,
    appMesh: new AppMeshClient(options),
    cloudMap: new ServiceDiscoveryClient(options),
    get: (where, headers) =>
      signedFetch(
        { url: apiUrl, region: REGION, key },
        { method: 'GET', path: `/meshkeep/v1${where}`, service: 'meshkeep', ...(headers && { headers }) },
      ),
  };
}

function logTo(log: string[]): Logger {
  const write = (message: string, fields?: Record<string, unknown>) =>
    void log.push(`${message} ${JSON.stringify(fields ?? {})}`);
  return { info: () => undefined, warn: write, error: write };
}
