/**
 * `npm start` and `npm run dev`: control plane and console together, in the foreground. The control plane leaves the
 * console's key in its data directory; this hands it over. When one of the two ends, or on Ctrl-C or SIGTERM, both do.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const dev = process.argv.includes('--dev');
const started = Date.now();
const dataDir = path.resolve(process.env.MESHKEEP_DATA_DIR || 'data');
// The console speaks plain HTTP: beyond this machine somebody who speaks TLS stands before it.
const host = process.env.MESHKEEP_CONSOLE_HOST || '127.0.0.1';
const port = process.env.MESHKEEP_CONSOLE_PORT || '3000';

const { promise: ended, resolve: end } = Promise.withResolvers<number>();
const children: ChildProcess[] = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));

/** A child of its own process group: Ctrl-C reaches this program alone, which then ends both. */
function start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
  child.on('exit', (code, signal) => {
    if (code !== 0) console.error(`${name} ended (${signal ?? `exit code ${code}`})`);
    end(code ?? 1);
  });
}

/** Waits for the file that the control plane writes once it takes calls. */
async function consoleKey(): Promise<Record<string, string>> {
  const file = path.join(dataDir, 'console.json');
  while (!existsSync(file) || statSync(file).mtimeMs < started - 1) await sleep(50);
  const { accessKeyId, secretAccessKey, secret, apiUrl, region } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    MESHKEEP_CONSOLE_ACCESS_KEY_ID: accessKeyId,
    MESHKEEP_CONSOLE_SECRET_ACCESS_KEY: secretAccessKey,
    MESHKEEP_SECRET: secret,
    MESHKEEP_API_URL: apiUrl,
    MESHKEEP_REGION: region,
  };
}

/** Ends a child; tsx and Next pass the signal on to what they started. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 12_000);
  await promise;
  clearTimeout(force);
}

const tsx = path.resolve('node_modules/tsx/dist/cli.mjs');
const next = path.resolve('node_modules/next/dist/bin/next');
const controlPlane = dev
  ? [tsx, 'watch', '--clear-screen=false', 'lib/runtime/control-plane.ts']
  : [path.resolve('dist/control-plane.js')];

start('control plane', controlPlane, process.env);
consoleKey().then(
  (key) => {
    start('console', [next, dev ? 'dev' : 'start', '-H', host, '-p', port], { ...process.env, ...key });
    console.log(`console: http://${host}:${port}`);
  },
  (error: unknown) => {
    console.error(`the control plane's console.json in ${dataDir} cannot be read: ${String(error)}`);
    end(1);
  },
);
const code = await ended;
await Promise.all(children.map(stop));
process.exit(code);
