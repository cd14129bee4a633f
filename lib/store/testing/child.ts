import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const WRITER = new URL('./writer-child.ts', import.meta.url).pathname;

export interface WriterOptions {
  /** How many write at the same time. */
  writers?: number;
  /** Bytes in each of the two resources of a write. */
  payload?: number;
  /** After how many writes each writer stops; without it they go on. */
  writes?: number;
  /** What goes before the command, as `['strace', '-f']`. */
  wrap?: readonly string[];
}

/** A writing process under test: its lines as they come, and its end. */
export class WriterChild {
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #waiting = new Set<() => void>();
  #ended = false;
  #stderr = '';

  constructor(path: string, options: WriterOptions = {}) {
    const { writers = 1, payload = 10, writes = Number.POSITIVE_INFINITY, wrap = [] } = options;
    const numbers = [writers, payload, writes].map(String);
    const [command = '', ...args] = [...wrap, process.execPath, '--import', 'tsx', WRITER, path, ...numbers];
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    if (!this.#process.stdout) throw new Error('the child has no stdout');
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#wake();
    });
    this.#process.stderr?.on('data', (data) => {
      this.#stderr += data;
    });
    this.#process.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('the child did not start');
    return this.#process.pid;
  }

  /** Revisions that were acknowledged, in the order of their lines. */
  acknowledged(): number[] {
    return this.lines.flatMap((line) => (line.startsWith('ack ') ? [Number(line.slice(4))] : []));
  }

  /** Waits until the lines satisfy `condition`; fails when the child ends before. */
  async until(condition: (lines: readonly string[]) => boolean): Promise<void> {
    while (!condition(this.lines)) {
      if (this.#ended) throw new Error(`the writer ended: ${this.lines.slice(-3).join(' | ')}\n${this.#stderr}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Lets a write that failed be tried again. */
  retry(): void {
    this.#process.stdin?.write('again\n');
  }

  /** Kills it without warning and waits until every line that was printed has arrived. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended();
  }

  /** Waits for its end. */
  async ended(): Promise<void> {
    if (!this.#ended) await once(this.#process, 'close');
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
