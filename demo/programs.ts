/** The command lines of everything that the demo runs. */
import path from 'node:path';
import type { Program } from './children';
import type { Credentials } from './credentials';
import { SERVICE_PORT, type Workload } from './scenario';
import type { DemoSettings } from './settings';

/** The environment without settings of another Meshkeep, which would lead the demo to its store or its keys. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(MESHKEEP_|AWS_|NEXTAUTH_|HTTP_PROXY$|http_proxy$|NODE_OPTIONS$)/;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return { ...own, NODE_ENV: 'production' };
}

/** Settings that control plane and console share: where each is, and the keys between them. */
export function productEnvironment(settings: DemoSettings, credentials: Credentials): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(),
    MESHKEEP_DATA_DIR: settings.dir,
    MESHKEEP_CONSOLE_PORT: String(settings.consolePort),
    MESHKEEP_API_PORT: String(settings.apiPort),
    MESHKEEP_XDS_PORT: String(settings.xdsPort),
    MESHKEEP_API_URL: `http://127.0.0.1:${settings.apiPort}`,
    MESHKEEP_CONSOLE_URL: `http://127.0.0.1:${settings.consolePort}`,
    MESHKEEP_ADMIN_USER: credentials.username,
    MESHKEEP_ADMIN_PASSWORD: credentials.password,
    MESHKEEP_ACCESS_KEY_ID: credentials.accessKeyId,
    MESHKEEP_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    MESHKEEP_CONSOLE_ACCESS_KEY_ID: credentials.consoleAccessKeyId,
    MESHKEEP_CONSOLE_SECRET_ACCESS_KEY: credentials.consoleSecretAccessKey,
    MESHKEEP_SECRET: credentials.secret,
  };
}

export function controlPlane(env: NodeJS.ProcessEnv): Program {
  return { name: 'control-plane', command: [process.execPath, path.resolve('dist/control-plane.js')], env };
}

export function consoleProgram(env: NodeJS.ProcessEnv, port: number): Program {
  const next = path.resolve('node_modules/next/dist/bin/next');
  return { name: 'console', command: [process.execPath, next, 'start', '-H', '127.0.0.1', '-p', String(port)], env };
}

/** An application of the demo; `env` tells it where it listens, and about a proxy where it has one. */
export function application(workload: Workload, env: Record<string, string>): Program {
  return {
    name: `${workload.node}-app`,
    command: [process.execPath, path.resolve('demo/app.ts')],
    env: {
      ...cleanEnvironment(),
      APP_NAME: workload.app,
      APP_VERSION: workload.version,
      SERVICE_PORT: String(SERVICE_PORT),
      ...env,
    },
  };
}

/** Envoy's command line; several on one machine need the dynamic base id. */
export function envoyCommand(envoy: string, bootstrapFile: string): string[] {
  const quiet = ['--log-level', 'warning', '--concurrency', '1', '--drain-time-s', '20'];
  return [envoy, '-c', bootstrapFile, '--use-dynamic-base-id', ...quiet];
}
