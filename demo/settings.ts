/** Settings of the demo, from the environment; every port has one, so that several demos can run on one machine. */
import net from 'node:net';
import path from 'node:path';

export interface DemoSettings {
  /** Store, credentials, Envoy's bootstraps and logs. `<dir>.json` beside it tells tests how to reach the demo. */
  dir: string;
  consolePort: number;
  apiPort: number;
  xdsPort: number;
  /** First of the ports of applications and Envoys: PORTS_PER_WORKLOAD for each workload. */
  basePort: number;
  /** Envoy binary; undefined = none was found. */
  envoy: string;
}

/** Application, ingress, egress and admin. */
export const PORTS_PER_WORKLOAD = 4;

export function readSettings(env: NodeJS.ProcessEnv, dir = 'data/demo'): DemoSettings {
  return {
    dir: path.resolve(env.MESHKEEP_DEMO_DIR ?? dir),
    consolePort: port(env, 'MESHKEEP_CONSOLE_PORT', 3000),
    apiPort: port(env, 'MESHKEEP_API_PORT', 4040),
    xdsPort: port(env, 'MESHKEEP_XDS_PORT', 18000),
    basePort: port(env, 'MESHKEEP_DEMO_BASE_PORT', 21000),
    envoy: env.MESHKEEP_ENVOY ?? path.resolve('.venv/bin/envoy'),
  };
}

function port(env: NodeJS.ProcessEnv, name: string, preset: number): number {
  const text = env[name];
  if (text === undefined || text === '') return preset;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Error(`${name}=${text} is not a port`);
  return value;
}

/** One sentence for each port in use, naming the setting that moves it. */
export async function portsInUse(ports: readonly { port: number; what: string; setting: string }[]): Promise<string[]> {
  const free = await Promise.all(ports.map(({ port }) => isFree(port)));
  return ports
    .filter((_, index) => !free[index])
    .map(({ port, what, setting }) => `port ${port} (${what}) is in use: stop what uses it, or set ${setting}`);
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once('error', () => resolve(false));
  server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  return promise;
}
