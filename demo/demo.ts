/**
 * The demo as one object that can be started and stopped: `make demo` and `make demo-transparent` run it, and so do
 * the browser tests, on ports of their own.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Children } from './children';
import { type Credentials, demoCredentials } from './credentials';
import type { DataPlane } from './data-plane';
import { type ApiAccess, createMesh } from './mesh';
import { portsInUse } from './ports';
import { consoleProgram, controlPlane, productEnvironment } from './programs';
import { registerInstances } from './registry';
import { FRONTENDS, MESH, SERVICES, WORKLOADS } from './scenario';
import type { DemoSettings } from './settings';
import { startTrickle } from './trickle';
import { waitFor, waitForHttp } from './wait';

/** What `<dir>.json` tells: how tests and people reach the running demo. */
export interface DemoInfo {
  consoleUrl: string;
  apiUrl: string;
  xdsAddress: string;
  username: string;
  password: string;
  accessKeyId: string;
  secretAccessKey: string;
  mesh: string;
  frontends: { name: string; url: string }[];
  proxies: { name: string; adminUrl: string }[];
}

export interface Demo {
  info: DemoInfo;
  /** Process id of one of its programs: `control-plane`, `console`, `<node>-app`, `<node>-envoy`. */
  pid(program: string): number | undefined;
  stop(): Promise<void>;
}

export interface DemoOptions {
  /** Hears of a program that keeps ending after the start. */
  onFailure: (error: Error) => void;
  /** Gives the start up. */
  cancelled?: AbortSignal;
  /** Whether each frontend calls each service all the time; default true. */
  trickle?: boolean;
  /** Whether the console runs too; default true. */
  console?: boolean;
}

/** Starts everything; resolves when requests flow. Whatever was started is stopped again when that fails. */
export async function startDemo(settings: DemoSettings, plane: DataPlane, options: DemoOptions): Promise<Demo> {
  await checkMachine(settings, plane, options);
  mkdirSync(settings.dir, { recursive: true, mode: 0o700 });
  rmSync(`${settings.dir}.json`, { force: true });
  const children = new Children(path.join(settings.dir, 'logs'), options.onFailure);
  options.cancelled?.addEventListener('abort', () => children.cancel());
  const stop = async () => {
    await children.stop();
    await plane.remove();
  };
  try {
    const info = await bringUp(settings, plane, children, options);
    writeFileSync(`${settings.dir}.json`, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
    const stopTrickle = options.trickle === false ? () => {} : startTrickle(info.frontends.map(({ url }) => url));
    return {
      info,
      pid: (program) => children.pid(program),
      stop: () => {
        stopTrickle();
        return stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  settings: DemoSettings,
  plane: DataPlane,
  children: Children,
  options: DemoOptions,
): Promise<DemoInfo> {
  const credentials = demoCredentials(settings.dir);
  const info = demoInfo(settings, plane, credentials);
  await plane.prepare();
  const env = { ...productEnvironment(settings, credentials), ...plane.environment };
  children.start(controlPlane(env));
  if (options.console !== false) children.start(consoleProgram(env, settings.consolePort));
  await waitForHttp('the control plane', `${info.apiUrl}/readyz`, children.check);
  await plane.controlPlaneReady();
  await prepareMesh(settings, plane, info);
  // After the mesh: an Envoy that nobody knows yet is sent away, and comes again only after a while.
  for (const workload of WORKLOADS) for (const program of plane.programs(workload)) children.start(program);
  await waitUntilServing(settings, plane, info, children);
  if (options.console !== false) await waitForHttp('the console', `${info.consoleUrl}/sign-in`, children.check);
  writeFileSync(madeMark(settings), 'The scenario was made; later starts leave the mesh alone.\n');
  children.settle();
  return info;
}

async function checkMachine(settings: DemoSettings, plane: DataPlane, options: DemoOptions): Promise<void> {
  if (!existsSync(settings.envoy)) {
    throw new Error(`there is no Envoy at ${settings.envoy}: run make demo, which installs one, or set MESHKEEP_ENVOY`);
  }
  for (const built of ['dist/control-plane.js', ...(options.console === false ? [] : ['.next/BUILD_ID'])]) {
    if (!existsSync(built)) throw new Error(`${built} is missing: run make build`);
  }
  const taken = await portsInUse([
    { port: settings.consolePort, what: 'console', setting: 'MESHKEEP_CONSOLE_PORT' },
    { port: settings.apiPort, what: 'API', setting: 'MESHKEEP_API_PORT' },
    { port: settings.xdsPort, what: 'xDS', setting: 'MESHKEEP_XDS_PORT' },
    ...plane.ports,
  ]);
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

function demoInfo(settings: DemoSettings, plane: DataPlane, credentials: Credentials): DemoInfo {
  const { username, password, accessKeyId, secretAccessKey } = credentials;
  return {
    consoleUrl: `http://127.0.0.1:${settings.consolePort}`,
    apiUrl: `http://127.0.0.1:${settings.apiPort}`,
    xdsAddress: `127.0.0.1:${settings.xdsPort}`,
    username,
    password,
    accessKeyId,
    secretAccessKey,
    mesh: MESH,
    frontends: FRONTENDS.map((workload) => ({ name: workload.node, url: plane.url(workload) })),
    proxies: WORKLOADS.map((workload) => ({ name: workload.node, adminUrl: plane.adminUrl(workload) })),
  };
}

/** The first start makes the mesh; later ones leave it as people left it, and only register the instances again. */
async function prepareMesh(settings: DemoSettings, plane: DataPlane, info: DemoInfo): Promise<void> {
  const access: ApiAccess = {
    endpoint: info.apiUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: info.accessKeyId, secretAccessKey: info.secretAccessKey },
  };
  if (!isMade(settings)) await createMesh(access);
  await registerInstances(access, plane.address);
}

const madeMark = (settings: DemoSettings): string => path.join(settings.dir, 'mesh-made');

function isMade(settings: DemoSettings): boolean {
  return existsSync(madeMark(settings));
}

/**
 * Every workload, then every call between them, so that no failed call stands in the first figures. On a first start
 * all must work; later people may have changed the mesh, so that some may rightly fail.
 */
async function waitUntilServing(
  settings: DemoSettings,
  plane: DataPlane,
  info: DemoInfo,
  children: Children,
): Promise<void> {
  const first = !isMade(settings);
  const answers = (urls: string[]) => Promise.all(urls.map((url) => waitForCall(url, children, first)));
  await answers(WORKLOADS.map((workload) => `${plane.url(workload)}/ready`));
  await answers(info.frontends.flatMap(({ url }) => SERVICES.map((one) => `${url}/call/${one.virtualService}`)));
}

async function waitForCall(url: string, children: Children, mustWork: boolean): Promise<void> {
  const probe = async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    if (response.status !== 200)
      throw new Error(`it answers ${response.status} ${(await response.text()).slice(0, 200)}`);
    return true;
  };
  const options = { limitMs: mustWork ? 60_000 : 10_000, abandon: children.check };
  await waitFor(url, probe, options).catch((error: Error) => {
    children.check();
    if (mustWork) throw error;
    console.error(`note: ${error.message} (the mesh was changed since the first start)`);
  });
}
