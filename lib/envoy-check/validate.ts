import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from './json';

/** What Envoy said to a configuration; `message` is its reason, empty when it takes it. */
export interface Verdict {
  ok: boolean;
  message: string;
}

/** How to run Envoy: its binary, and how long it may think (ms). */
export interface EnvoyOptions {
  binary: string;
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** Has a real Envoy read a configuration (`--mode validate`): it opens no port and sends nothing. */
export async function validateConfig(config: Json, options: EnvoyOptions): Promise<Verdict> {
  const directory = await mkdtemp(join(tmpdir(), 'meshkeep-envoy-check-'));
  try {
    const file = join(directory, 'envoy.json');
    await writeFile(file, JSON.stringify(config), { mode: 0o600 });
    return await runValidate(file, options);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function runValidate(file: string, { binary, timeoutMs = DEFAULT_TIMEOUT_MS }: EnvoyOptions): Promise<Verdict> {
  const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
  const child = spawn(binary, ['--mode', 'validate', '-c', file, '--log-level', 'warn'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.on('error', (error) => reject(new Error(`Envoy did not start (${binary}): ${error.message}`)));
  child.on('close', (code, signal) => {
    if (code === 0) resolve({ ok: true, message: '' });
    else if (signal) reject(new Error(`Envoy did not answer within ${timeoutMs} ms`));
    else resolve({ ok: false, message: reasonIn(output) });
  });
  return promise;
}

/** The reason in Envoy's log: what follows the file's name in the critical line, or all of it. */
function reasonIn(output: string): string {
  const critical = /\[critical\]\[main\][^\n]*?error initializing configuration '[^']*': ([\s\S]*)/.exec(output);
  return (critical?.[1] ?? output).trim();
}
