/** The built control plane as a process of its own, as it is started in earnest. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
let bundle: string | undefined;
const running: Program[] = [];

afterEach(async () => {
  for (const program of running.splice(0)) await program.stop('SIGKILL');
});
afterAll(() => {
  if (bundle) rmSync(path.dirname(bundle), { recursive: true, force: true });
  bundle = undefined;
});

/** Bundles the present sources once for each test file; inside the checkout, where native modules are found. */
function bundled(): string {
  if (bundle) return bundle;
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  const directory = mkdtempSync(path.join(ROOT, '.cache/test-bundle-'));
  chmodSync(directory, 0o755);
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  execFileSync(process.execPath, [tsx, 'scripts/bundle.ts', directory], { cwd: ROOT, stdio: 'pipe' });
  bundle = path.join(directory, 'control-plane.js');
  return bundle;
}

export class Program {
  stdout = '';
  stderr = '';
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;

  /** With a `uid` it runs without the rights of root, where the tests have them. */
  constructor(environment: Record<string, string>, uid?: number) {
    const env = { PATH: process.env.PATH ?? '', NODE_ENV: 'production' as const, ...environment };
    this.#child = spawn(process.execPath, [bundled()], { cwd: ROOT, env, ...(uid !== undefined && { uid, gid: uid }) });
    this.#child.stdout?.on('data', (text) => {
      this.stdout += String(text);
    });
    this.#child.stderr?.on('data', (text) => {
      this.stderr += String(text);
    });
    this.ended = new Promise((resolve) => this.#child.once('close', (code, signal) => resolve({ code, signal })));
    running.push(this);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Addresses, once it is ready; throws with what it said when it ends before. */
  async ready(): Promise<{ apiUrl: string; xdsPort: number }> {
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    for (;;) {
      const line = this.stderr.split('\n').find((text) => text.includes('"message":"ready"'));
      if (line) {
        const { api, xds } = JSON.parse(line) as { api: string; xds: string };
        return { apiUrl: api, xdsPort: Number(xds.split(':').at(-1)) };
      }
      if (over) throw new Error(`it ended: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    return this.ended;
  }
}
