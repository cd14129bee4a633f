/**
 * The demo as one object that can be started and stopped: `make demo` runs it, and so do the browser tests, on ports
 * of their own. Explicit data plane: everything on 127.0.0.1, no root.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explicitBootstrap, type WorkloadPorts } from './bootstrap';
import { Children } from './children';
import { type Credentials, demoCredentials } from './credentials';
import { type ApiAccess, createMesh } from './mesh';
import { application, consoleProgram, controlPlane, envoyCommand, productEnvironment } from './programs';
import { registerInstances } from './registry';
import { FRONTENDS, MESH, SERVICES, WORKLOADS, type Workload } from './scenario';
import { type DemoSettings, PORTS_PER_WORKLOAD, portsInUse } from './settings';
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

/**
 * Starts everything; resolves when requests flow. Whatever was started is stopped again when it fails or when
 * `cancelled` says so. `onFailure` hears of what breaks later.
 */
export async function startDemo(
  settings: DemoSettings,
  onFailure: (error: Error) => void,
  cancelled?: AbortSignal,
): Promise<Demo> {
  await checkMachine(settings);
  mkdirSync(settings.dir, { recursive: true, mode: 0o700 });
  rmSync(`${settings.dir}.json`, { force: true });
  const credentials = demoCredentials(settings.dir);
  const children = new Children(path.join(settings.dir, 'logs'), onFailure);
  cancelled?.addEventListener('abort', () => children.cancel());
  try {
    const info = describeDemo(settings, credentials);
    startPrograms(settings, credentials, children);
    await prepareMesh(settings, info, children);
    await waitUntilServing(settings, info, children);
    children.settle();
    writeFileSync(`${settings.dir}.json`, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
    const stopTrickle = startTrickle(info.frontends.map(({ url }) => url));
    const stop = async () => {
      stopTrickle();
      await children.stop();
    };
    return { info, pid: (program) => children.pid(program), stop };
  } catch (error) {
    await children.stop();
    throw error;
  }
}

async function checkMachine(settings: DemoSettings): Promise<void> {
  if (!existsSync(settings.envoy)) {
    throw new Error(`there is no Envoy at ${settings.envoy}: run make demo, which installs one, or set MESHKEEP_ENVOY`);
  }
  for (const built of ['dist/control-plane.js', '.next/BUILD_ID']) {
    if (!existsSync(built)) throw new Error(`${built} is missing: run make build`);
  }
  const workloadPorts = WORKLOADS.flatMap((workload, index) =>
    Object.entries(portsOf(settings, index)).map(([use, port]) => {
      return { port, what: `${workload.node} ${use}`, setting: 'MESHKEEP_DEMO_BASE_PORT' };
    }),
  );
  const taken = await portsInUse([
    { port: settings.consolePort, what: 'console', setting: 'MESHKEEP_CONSOLE_PORT' },
    { port: settings.apiPort, what: 'API', setting: 'MESHKEEP_API_PORT' },
    { port: settings.xdsPort, what: 'xDS', setting: 'MESHKEEP_XDS_PORT' },
    ...workloadPorts,
  ]);
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

function portsOf(settings: DemoSettings, index: number): WorkloadPorts {
  const first = settings.basePort + index * PORTS_PER_WORKLOAD;
  return { app: first, ingress: first + 1, egress: first + 2, admin: first + 3 };
}

function describeDemo(settings: DemoSettings, credentials: Credentials): DemoInfo {
  const portsByNode = new Map(WORKLOADS.map(({ node }, index) => [node, portsOf(settings, index)]));
  const url = (port: number | undefined) => `http://127.0.0.1:${port}`;
  return {
    consoleUrl: url(settings.consolePort),
    apiUrl: url(settings.apiPort),
    xdsAddress: `127.0.0.1:${settings.xdsPort}`,
    username: credentials.username,
    password: credentials.password,
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: credentials.secretAccessKey,
    mesh: MESH,
    frontends: FRONTENDS.map(({ node }) => ({ name: node, url: url(portsByNode.get(node)?.ingress) })),
    proxies: WORKLOADS.map(({ node }) => ({ name: node, adminUrl: url(portsByNode.get(node)?.admin) })),
  };
}

function startPrograms(settings: DemoSettings, credentials: Credentials, children: Children): void {
  const env = productEnvironment(settings, credentials);
  children.start(controlPlane(env));
  children.start(consoleProgram(env, settings.consolePort));
  mkdirSync(path.join(settings.dir, 'envoy'), { recursive: true });
  for (const [index, workload] of WORKLOADS.entries()) startWorkload(settings, children, workload, index);
}

function startWorkload(settings: DemoSettings, children: Children, workload: Workload, index: number): void {
  const ports = portsOf(settings, index);
  const file = path.join(settings.dir, 'envoy', `${workload.node}.json`);
  writeFileSync(file, JSON.stringify(explicitBootstrap(workload, ports, settings.xdsPort), null, 2));
  children.start(application(workload, ports));
  children.start({ name: `${workload.node}-envoy`, command: envoyCommand(settings.envoy, file) });
}

/** The first start makes the mesh; later ones leave it as people left it, and only register the instances again. */
async function prepareMesh(settings: DemoSettings, info: DemoInfo, children: Children): Promise<void> {
  await waitForHttp('the control plane', `${info.apiUrl}/readyz`, children.check);
  const access: ApiAccess = {
    endpoint: info.apiUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: info.accessKeyId, secretAccessKey: info.secretAccessKey },
  };
  if (!isMade(settings)) await createMesh(access);
  await registerInstances(access, (workload) => {
    return { ipv4: '127.0.0.1', port: portsOf(settings, WORKLOADS.indexOf(workload)).ingress };
  });
}

function isMade(settings: DemoSettings): boolean {
  return existsSync(path.join(settings.dir, 'mesh-made'));
}

/** On a first start every call must work; later people may have changed the mesh, so that some may rightly fail. */
async function waitUntilServing(settings: DemoSettings, info: DemoInfo, children: Children): Promise<void> {
  await waitForHttp('the console', `${info.consoleUrl}/sign-in`, children.check);
  const calls = info.frontends.flatMap(({ url }) => SERVICES.map((service) => `${url}/call/${service.virtualService}`));
  const first = !isMade(settings);
  await Promise.all(calls.map((url) => waitForCall(url, children, first)));
  writeFileSync(path.join(settings.dir, 'mesh-made'), 'The scenario was made; later starts leave the mesh alone.\n');
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
