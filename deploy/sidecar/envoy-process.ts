import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from './settings';

/** Where an Envoy's configuration comes from. */
export type Source = 'control plane' | 'kept configuration';

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One running Envoy. */
export class EnvoyProcess {
  readonly ended: Promise<Ending>;
  over = false;

  private constructor(
    readonly source: Source,
    /** Which of the processes that handed sockets on to one another. */
    readonly epoch: number,
    readonly child: ChildProcess,
    private readonly baseIdFile: string,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        process.stderr.write(`${error.message}\n`);
        this.over = true;
        resolve({ code: 127, signal: null });
      });
      child.once('exit', (code, signal) => {
        this.over = true;
        resolve({ code, signal });
      });
    });
  }

  /** The first of a line. */
  static first(settings: Settings, source: Source, config: string): EnvoyProcess {
    const baseIdFile = path.join(settings.runDir, 'base-id');
    const own = ['--use-dynamic-base-id', '--base-id-path', baseIdFile];
    return new EnvoyProcess(source, 0, start(settings, config, own), baseIdFile);
  }

  /** One that takes over the sockets of this one when it has its configuration; this one then drains and ends. */
  async successor(settings: Settings, source: Source, config: string): Promise<EnvoyProcess> {
    const baseId = (await readFile(this.baseIdFile, 'utf8')).trim();
    const epoch = this.epoch + 1;
    const own = ['--base-id', baseId, '--restart-epoch', String(epoch)];
    return new EnvoyProcess(source, epoch, start(settings, config, own), this.baseIdFile);
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.over) this.child.kill(signal);
  }

  /** Ends it, by force when it takes longer than this. */
  async stop(graceMs: number): Promise<void> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(timer);
  }
}

function start(settings: Settings, config: string, own: readonly string[]): ChildProcess {
  const { envoy, logLevel, concurrency, drainMs } = settings;
  const drain = Math.round(drainMs / 1000);
  const args = [
    ...['-c', config, '--log-level', logLevel],
    // One that has handed over lives on after its drain time, as in Envoy's own proportion and a little more: whoever
    // keeps an idle connection is told with the next answer that it ends.
    ...['--drain-time-s', String(drain), '--parent-shutdown-time-s', String(Math.ceil(drain * 1.5) + 5)],
    ...(concurrency === undefined ? [] : ['--concurrency', String(concurrency)]),
    ...own,
  ];
  return spawn(envoy, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}
