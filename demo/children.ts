/**
 * The processes that the demo starts. Each writes a log of its own; when one ends by itself before the demo is ready
 * the start fails with the end of its log, afterwards it is started again. All of them end with the demo, also when
 * the demo is killed (Linux: the kernel's parent-death signal).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Program {
  name: string;
  command: readonly string[];
  env?: NodeJS.ProcessEnv;
}

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => process.platform === 'linux' && existsSync(file));
/** A program that lives shorter than this, three times in a row, is given up. */
const SHORT_LIFE_MS = 3000;
const TRIES = 3;
const STOP_LIMIT_MS = 8000;

export class Children {
  readonly #running = new Map<string, ChildProcess>();
  readonly #logs: string;
  #failure: Error | undefined;
  #restart = false;
  #stopping = false;

  /** `onFailure` hears of a program that keeps ending, once `settle` was called. */
  constructor(
    logs: string,
    readonly onFailure: (error: Error) => void = () => {},
  ) {
    this.#logs = logs;
    mkdirSync(logs, { recursive: true });
  }

  start(program: Program): void {
    this.#spawn(program, 1);
  }

  /** Throws when a program has ended that should run. */
  readonly check = (): void => {
    if (this.#failure) throw this.#failure;
  };

  /** From now on a program that ends is started again. */
  settle(): void {
    this.#restart = true;
  }

  /** Gives up a start that is under way: `check` throws from now on. */
  cancel(): void {
    this.#failure ??= new Error('the start was cancelled');
    this.#stopping = true;
    for (const child of this.#running.values()) child.kill('SIGTERM');
  }

  pid(name: string): number | undefined {
    return this.#running.get(name)?.pid;
  }

  /** Ends every program and waits until they are gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const ends = [...this.#running.values()].map((child) => endOf(child));
    for (const child of this.#running.values()) child.kill('SIGTERM');
    const force = setTimeout(() => this.#killAll(), STOP_LIMIT_MS);
    await Promise.all(ends);
    clearTimeout(force);
  }

  #killAll(): void {
    for (const child of this.#running.values()) child.kill('SIGKILL');
  }

  #spawn(program: Program, attempt: number): void {
    const log = openSync(this.#logFile(program.name), attempt === 1 ? 'w' : 'a');
    const [command = '', ...args] = SETPRIV
      ? [SETPRIV, '--pdeathsig', 'TERM', '--', ...program.command]
      : program.command;
    // A group of its own: the terminal's Ctrl-C reaches the demo alone, which then ends its programs in order.
    const options = { env: program.env ?? process.env, detached: true };
    const child = spawn(command, args, { ...options, stdio: ['ignore', log, log] });
    const started = performance.now();
    this.#running.set(program.name, child);
    child.once('error', (error) => this.#fail(program, error.message));
    child.once('exit', (code, signal) => {
      this.#running.delete(program.name);
      if (this.#stopping) return;
      const soon = performance.now() - started < SHORT_LIFE_MS;
      const why = `ended (${signal ?? `exit code ${code}`})`;
      if (!this.#restart || (soon && attempt >= TRIES)) this.#fail(program, why);
      else this.#spawnAgain(program, why, soon ? attempt + 1 : 2);
    });
  }

  #spawnAgain(program: Program, why: string, attempt: number): void {
    console.error(`${program.name} ${why}; starting it again`);
    this.#spawn(program, attempt);
  }

  #fail(program: Program, why: string): void {
    const log = this.#logFile(program.name);
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    this.#failure ??= new Error(`${program.name} ${why}. The end of ${path.relative('.', log)}:\n${lines}`);
    if (this.#restart) this.onFailure(this.#failure);
  }

  #logFile(name: string): string {
    return path.join(this.#logs, `${name}.log`);
  }
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  child.once('error', () => resolve());
  return promise;
}
