/** The bundled sidecar as a process of its own, with the real Envoy, on free ports and in folders of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { freePort } from '@/lib/xds/testing/traffic';
import type { Status } from '../supervisor';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ENVOY = process.env.MESHKEEP_ENVOY ?? path.join(ROOT, '.venv/bin/envoy');
let bundle: string | undefined;
const running: Sidecar[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const sidecar of running.splice(0)) await sidecar.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
afterAll(() => {
  if (bundle) rmSync(path.dirname(bundle), { recursive: true, force: true });
  bundle = undefined;
});

/** Bundles the present sources once for each test file. */
export function bundledSidecar(): string {
  if (bundle) return bundle;
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  const directory = mkdtempSync(path.join(ROOT, '.cache/test-sidecar-'));
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  execFileSync(process.execPath, [tsx, 'scripts/bundle.ts', directory], { cwd: ROOT, stdio: 'pipe' });
  bundle = path.join(directory, 'sidecar.js');
  return bundle;
}

/** A folder that is removed after the test. */
export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'mksc-'));
  folders.push(made);
  return made;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export class Sidecar {
  log = '';
  readonly ended: Promise<Ended>;
  isOver = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly env: Readonly<Record<string, string>>,
  ) {
    const read = (text: unknown) => {
      this.log += String(text);
    };
    child.stderr?.on('data', read);
    child.stdout?.on('data', read);
    this.ended = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        this.isOver = true;
        resolve({ code, signal });
      }),
    );
  }

  /** Quick timings; `variables` win. The same variables again are the same proxy, started again. */
  static async start(variables: Readonly<Record<string, string>>): Promise<Sidecar> {
    const env = {
      PATH: process.env.PATH ?? '',
      MESHKEEP_ENVOY: ENVOY,
      MESHKEEP_XDS_TLS: 'off',
      MESHKEEP_RUN_DIR: variables.MESHKEEP_RUN_DIR ?? path.join(folder(), 'run'),
      MESHKEEP_CACHE_DIR: variables.MESHKEEP_CACHE_DIR ?? path.join(folder(), 'cache'),
      MESHKEEP_CACHE_INTERVAL_S: '0.2',
      MESHKEEP_CONTROL_PLANE_WAIT_S: '1',
      MESHKEEP_CONTROL_PLANE_RETRY_S: '0.1',
      LISTENER_DRAIN_WAIT_TIME_S: '1',
      ENVOY_ADMIN_ACCESS_PORT: variables.ENVOY_ADMIN_ACCESS_PORT ?? String(await freePort()),
      ENVOY_ADMIN_ACCESS_LOG_FILE: '/dev/null',
      ENVOY_LOG_LEVEL: 'warning',
      ENVOY_CONCURRENCY: '1',
      ...variables,
    };
    // A group of its own: whatever it started can be ended with it.
    const child = spawn(process.execPath, [bundledSidecar()], {
      env: { ...env, NODE_ENV: 'production' },
      detached: true,
    });
    const sidecar = new Sidecar(child, env);
    running.push(sidecar);
    return sidecar;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it and its Envoys at once, as a container's end would. */
  async kill(): Promise<void> {
    try {
      process.kill(-(this.child.pid ?? 0), 'SIGKILL');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
    }
    await this.ended;
  }

  /** The exit code of `meshkeep-sidecar health`, and what it said. */
  async health(): Promise<{ code: number | null; text: string }> {
    const child = spawn(process.execPath, [bundledSidecar(), 'health'], {
      env: { ...this.env, NODE_ENV: 'production' },
    });
    let text = '';
    child.stdout.on('data', (part) => {
      text += String(part);
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, text };
  }

  /** What `/status` tells; undefined while nobody answers. */
  async status(): Promise<Status | undefined> {
    if (this.isOver) throw new Error(`the sidecar ended: ${this.log}`);
    const { tryAsk } = await import('../admin');
    const answer = await tryAsk(
      { socket: path.join(this.env.MESHKEEP_RUN_DIR ?? '', 'sidecar.sock') },
      'GET',
      '/status',
    );
    return answer && (JSON.parse(answer.text) as Status);
  }

  async isHealthy(): Promise<boolean> {
    return (await this.status())?.healthStatus === 'HEALTHY';
  }

  get hasKept(): boolean {
    return existsSync(this.keptFile);
  }

  get keptFile(): string {
    return path.join(this.env.MESHKEEP_CACHE_DIR ?? '', 'last-good.json');
  }
}
