import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resource } from '@/lib/model';
import { createSqliteStore } from '..';
import { WriterChild } from '../testing/child';
import { MESH, putAll, resource } from '../testing/fixture';
import type { Store } from '../types';

let directory = '';
const clock = { now: () => Date.now() };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'meshkeep-full-'));
});

afterEach(() => {
  spawnSync('umount', [directory]);
  rmSync(directory, { recursive: true });
});

/** Everything that a half-done write could have changed. */
function stateOf(store: Store) {
  return store.read(async (tx) => ({
    resources: await tx.all(MESH),
    revision: await tx.revision(MESH),
    history: await tx.history(MESH, { limit: 10_000 }),
    tokens: await tx.clientToken('scope', 'token'),
  }));
}

/** A change of many resources, larger than the disk is. */
const huge: Resource[] = Array.from({ length: 40 }, (_, i) =>
  resource('virtualNode', `n${i}`, { tags: [{ key: 'payload', value: 'x'.repeat(100_000) }] }),
);

describe('a disk that is full in mid-commit', () => {
  it('leaves the old state, says so, and takes writes again when there is space', async ({ skip }) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]);
    if (mounted.status !== 0) {
      const reason = mounted.error?.message ?? String(mounted.stderr).trim();
      console.warn(`NOT PROVED with a real full disk (the file size limit below is): cannot mount a tmpfs: ${reason}`);
      return skip(`cannot mount a tmpfs: ${reason}`);
    }
    const ballast = join(directory, 'ballast');
    writeFileSync(ballast, Buffer.alloc(256 * 1024));
    const path = join(directory, 'meshkeep.db');
    const store = await createSqliteStore({ path, clock });
    await putAll(store, [resource('virtualNode', 'n0')]);
    const before = await stateOf(store);
    const full = { name: 'StoreError', code: 'full', message: expect.stringContaining('MESHKEEP_DATA_DIR') };

    await expect(putAll(store, huge)).rejects.toMatchObject(full);
    expect(await stateOf(store)).toEqual(before);

    await fillUp(store, full);
    const filled = await stateOf(store);
    await expect(putAll(store, huge)).rejects.toMatchObject(full);
    expect(await stateOf(store)).toEqual(filled);

    rmSync(ballast);
    const revision = await putAll(store, [resource('virtualNode', 'after')]);
    expect(revision).toBe(filled.revision + 1);
    const after = await stateOf(store);
    await store.close();
    const again = await createSqliteStore({ path, clock });
    expect(await stateOf(again)).toEqual(after);
    await again.close();
  });

  it('leaves the old state when the file may not grow, even if the process then dies', async () => {
    const path = join(directory, 'meshkeep.db');
    const limit = (value: string, pid: number) => {
      const done = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${value}`]);
      if (done.status !== 0) throw new Error(`prlimit failed: ${done.error?.message ?? done.stderr}`);
    };
    const child = new WriterChild(path, { payload: 2000 });
    await child.until((lines) => lines.length >= 3);
    limit('300000:unlimited', child.pid);
    await child.until((lines) => lines.at(-1)?.startsWith('failed') ?? false);
    const failures = child.lines.filter((line) => line.startsWith('failed'));
    const acknowledged = child.acknowledged().length;
    limit('unlimited', child.pid);
    child.retry();
    await child.until(() => child.acknowledged().length >= acknowledged + 3);
    limit('300000:unlimited', child.pid);
    await child.until((lines) => lines.at(-1)?.startsWith('failed') ?? false);
    await child.kill();

    expect(failures).toHaveLength(1);
    expect(['failed full', 'failed io']).toContain(failures[0]);
    const store = await createSqliteStore({ path, clock });
    const { revision, history, resources } = await stateOf(store);
    await store.close();
    expect(revision).toBe(child.acknowledged().length);
    expect(history).toHaveLength(revision);
    expect(resources.map((each) => each.version)).toEqual([revision, revision]);
  });
});

/** Small writes until the disk is full. */
async function fillUp(store: Store, full: object): Promise<void> {
  for (let i = 0; i < 10_000; i++) {
    const outcome = await putAll(store, [resource('virtualNode', 'n0', { version: i })]).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (outcome === undefined) continue;
    expect(outcome).toMatchObject(full);
    return;
  }
  throw new Error('the disk never became full');
}
