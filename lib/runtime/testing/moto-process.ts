/** The AWS emulator moto as a process of its own; for any kind of test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const PYTHON = path.resolve(import.meta.dirname, '../../../.venv-moto/bin/python');

export interface Moto {
  url: string;
  stop: () => Promise<void>;
}

/** Starts it at a port of loopback. */
export async function startMotoProcess(port: number): Promise<Moto> {
  const child = spawn(PYTHON, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = await untilRunning(child);
  if (!said.includes('Running on')) throw new Error(`moto did not start (make test installs it): ${said}`);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Resolves with what it said when it runs, or when it has ended. */
function untilRunning(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const hear = (text: Buffer) => {
      said += String(text);
      if (said.includes('Running on')) resolve(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said));
  });
}
