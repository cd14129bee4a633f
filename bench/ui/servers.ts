/** Control plane and console of the production build, on free ports and with an empty store. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePortRange } from '../../demo/testing/free-ports';

export interface Servers {
  apiUrl: string;
  consoleUrl: string;
  key: { accessKeyId: string; secretAccessKey: string };
  person: { name: string; password: string };
  stop(): Promise<void>;
}

const KEY = { accessKeyId: 'AKIABENCHBENCHBENCH1', secretAccessKey: 'bench-secret-bench-secret-bench-secret-1' };
const CONSOLE = { accessKeyId: 'AKIABENCHBENCHBENCH2', secretAccessKey: 'bench-secret-bench-secret-bench-secret-2' };
const PERSON = { name: 'bench', password: 'a password for measuring' };

export async function startServers(): Promise<Servers> {
  const port = await freePortRange(3);
  const dir = mkdtempSync(path.join(tmpdir(), 'meshkeep-bench-ui-'));
  const apiUrl = `http://127.0.0.1:${port + 1}`;
  const consoleUrl = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    MESHKEEP_DATA_DIR: dir,
    MESHKEEP_CONSOLE_PORT: String(port),
    MESHKEEP_API_PORT: String(port + 1),
    MESHKEEP_XDS_PORT: String(port + 2),
    MESHKEEP_API_URL: apiUrl,
    MESHKEEP_CONSOLE_URL: consoleUrl,
    MESHKEEP_ACCESS_KEY_ID: KEY.accessKeyId,
    MESHKEEP_SECRET_ACCESS_KEY: KEY.secretAccessKey,
    MESHKEEP_CONSOLE_ACCESS_KEY_ID: CONSOLE.accessKeyId,
    MESHKEEP_CONSOLE_SECRET_ACCESS_KEY: CONSOLE.secretAccessKey,
    MESHKEEP_ADMIN_USER: PERSON.name,
    MESHKEEP_ADMIN_PASSWORD: PERSON.password,
    MESHKEEP_SECRET: 'a secret that only this run knows, and nobody keeps',
  };
  const next = path.resolve('node_modules/next/dist/bin/next');
  const start = (args: string[]) => spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const children = [
    start([path.resolve('dist/control-plane.js')]),
    start([next, 'start', '-H', '127.0.0.1', '-p', String(port)]),
  ];
  await Promise.all([answers(`${apiUrl}/readyz`), answers(`${consoleUrl}/sign-in`)]);
  return {
    apiUrl,
    consoleUrl,
    key: KEY,
    person: PERSON,
    async stop() {
      await Promise.all(children.map(end));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`${url} does not answer: run make build first`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
