import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Children } from './children';
import { waitFor } from './wait';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'meshkeep-children-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const node = (text: string): string[] => [process.execPath, '-e', text];
const SLEEPER = node('setInterval(() => {}, 1000)');

function isAlive(pid: number | undefined): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('Children', () => {
  it('fails the start with the end of the log when a program ends', async () => {
    const children = new Children(folder);
    children.start({ name: 'bad', command: node('console.log("port 7 is taken"); process.exit(3)') });
    const probe = async () => {
      children.check();
      return undefined;
    };
    await expect(waitFor('the failure', probe, { abandon: children.check })).rejects.toThrow(
      /bad ended \(exit code 3\)[\s\S]*port 7 is taken/,
    );
  });

  it('starts a program again after the start, and stops all of them', async () => {
    const children = new Children(folder);
    children.start({ name: 'sleeper', command: SLEEPER });
    children.settle();
    const first = children.pid('sleeper');
    process.kill(first ?? 0, 'SIGKILL');
    const second = await waitFor('the restart', async () => {
      const pid = children.pid('sleeper');
      return pid !== first && isAlive(pid) && pid;
    });
    await children.stop();
    expect(isAlive(second)).toBe(false);
  });

  it('gives a program up that keeps ending at once', async () => {
    const { promise, resolve } = Promise.withResolvers<Error>();
    const children = new Children(folder, resolve);
    children.settle();
    children.start({ name: 'hopeless', command: node('process.exit(4)') });
    expect((await promise).message).toContain('hopeless ended (exit code 4)');
    await children.stop();
  });

  it.runIf(process.platform === 'linux')('leaves nothing behind when the demo itself is killed', async () => {
    const pidFile = path.join(folder, 'pid');
    const script = path.join(folder, 'owner.mts');
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs';
       import { Children } from ${JSON.stringify(path.resolve(import.meta.dirname, 'children.ts'))};
       const children = new Children(${JSON.stringify(folder)});
       children.start({ name: 'sleeper', command: ${JSON.stringify(SLEEPER)} });
       setInterval(() => writeFileSync(${JSON.stringify(pidFile)}, String(children.pid('sleeper'))), 20);`,
    );
    const tsx = path.resolve('node_modules/tsx/dist/loader.mjs');
    const owner = spawn(process.execPath, ['--import', tsx, script], { stdio: 'ignore' });
    const pid = await waitFor('the program', async () => Number(readFileSync(pidFile, 'utf8')));
    await waitFor('it to run', async () => isAlive(pid));
    owner.kill('SIGKILL');
    await waitFor('it to end', async () => !isAlive(pid));
  });
});
