/** Settings of the demo, from the environment; every port has one, so that several demos can run on one machine. */
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';

export interface DemoSettings {
  /** Store, credentials, Envoy's bootstraps and logs. `<dir>.json` beside it tells tests how to reach the demo. */
  dir: string;
  consolePort: number;
  apiPort: number;
  xdsPort: number;
  /** First of the ports of applications and Envoys: four for each workload. */
  basePort: number;
  envoy: string;
  /** First two numbers of the addresses that the transparent demo gives its network namespaces. */
  subnet: string;
}

export function readSettings(env: NodeJS.ProcessEnv, dir = 'data/demo'): DemoSettings {
  return {
    dir: path.resolve(env.MESHKEEP_DEMO_DIR ?? dir),
    consolePort: port(env, 'MESHKEEP_CONSOLE_PORT', 3000),
    apiPort: port(env, 'MESHKEEP_API_PORT', 4040),
    xdsPort: port(env, 'MESHKEEP_XDS_PORT', 18000),
    basePort: port(env, 'MESHKEEP_DEMO_BASE_PORT', 21000),
    envoy: env.MESHKEEP_ENVOY ?? envoyOnPath(env.PATH ?? '') ?? installedEnvoy(),
    subnet: env.MESHKEEP_DEMO_SUBNET ?? '10.77',
  };
}

function envoyOnPath(searchPath: string): string | undefined {
  return searchPath
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'envoy'))
    .find((file) => existsSync(file));
}

/** The binary itself, not the Python script that starts it: another user must be able to run it. */
function installedEnvoy(): string {
  const [found] = globSync('.venv/lib/python3*/site-packages/envoy/_bin/envoy');
  return path.resolve(found ?? '.venv/bin/envoy');
}

function port(env: NodeJS.ProcessEnv, name: string, preset: number): number {
  const text = env[name];
  if (text === undefined || text === '') return preset;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Error(`${name}=${text} is not a port`);
  return value;
}
