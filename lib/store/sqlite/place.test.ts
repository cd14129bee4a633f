import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore, type StoreErrorCode } from '..';
import { MESH, putAll, resource } from '../testing/fixture';
import { unprivileged } from '../testing/unprivileged';

let directory = '';
const clock = { now: () => 1 };
const open = (path: string) => createSqliteStore({ path, clock });

/** Every message names the place and the settings that choose it. */
const fault = (code: StoreErrorCode, ...words: string[]) => ({
  name: 'StoreError',
  code,
  message: expect.toSatisfy((message: string) =>
    [...words, 'MESHKEEP_DATA_DIR'].every((each) => message.includes(each)),
  ),
});

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'meshkeep-place-'));
  chmodSync(directory, 0o755);
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('a place that is missing', () => {
  it('is made, readable for its owner only', async () => {
    const path = join(directory, 'data', 'deeper', 'meshkeep.db');
    const store = await open(path);
    await putAll(store, [resource('virtualNode', 'n')]);
    expect(statSync(join(directory, 'data')).mode & 0o777).toBe(0o700);
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    await store.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});

describe('a place that cannot be used', () => {
  it('a directory that may not be written', async () => {
    const locked = join(directory, 'locked');
    mkdirSync(locked, { mode: 0o555 });
    const path = join(locked, 'meshkeep.db');
    const opening = unprivileged(() => open(path));
    await expect(opening).rejects.toMatchObject(fault('not-writable', path, 'permission denied'));
    expect(existsSync(path)).toBe(false);
  });

  it('a file that may not be written', async () => {
    const path = join(directory, 'meshkeep.db');
    await (await open(path)).close();
    chmodSync(path, 0o444);
    const opening = unprivileged(() => open(path));
    await expect(opening).rejects.toMatchObject(fault('not-writable', path, 'permission denied'));
  });

  it('a file that may be written, in a directory that may not', async () => {
    const path = join(directory, 'meshkeep.db');
    await (await open(path)).close();
    chmodSync(path, 0o666);
    chmodSync(directory, 0o555);
    const opening = unprivileged(() => open(path));
    await expect(opening).rejects.toMatchObject(fault('not-writable', path, 'permission denied'));
  });

  it('a directory instead of a file', async () => {
    await expect(open(directory)).rejects.toMatchObject(
      fault('cannot-open', directory, 'illegal operation on a directory'),
    );
  });

  it('a file instead of a directory', async () => {
    writeFileSync(join(directory, 'data'), '');
    const path = join(directory, 'data', 'meshkeep.db');
    await expect(open(path)).rejects.toMatchObject(fault('cannot-open', path));
  });

  it('a file of something else, which stays as it is', async () => {
    const path = join(directory, 'meshkeep.db');
    const text = 'this is a shopping list, not a database. '.repeat(100);
    writeFileSync(path, text);
    await expect(open(path)).rejects.toMatchObject(fault('not-a-database', path, 'file is not a database'));
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('a database of a newer version, which stays as it is', async () => {
    const path = join(directory, 'meshkeep.db');
    const future = { name: '9999-future', up: async () => {} };
    const { MIGRATIONS } = await import('../migrations');
    const newer = await createSqliteStore({ path, clock, migrations: [...MIGRATIONS, future] });
    await putAll(newer, [resource('virtualNode', 'n')]);
    await newer.close();
    const refusal = fault('newer-version', path, '9999-future', MIGRATIONS.at(-1)?.name ?? '');
    await expect(open(path)).rejects.toMatchObject(refusal);
    const again = await createSqliteStore({ path, clock, migrations: [...MIGRATIONS, future] });
    expect(await again.read((tx) => tx.count(MESH, 'virtualNode'))).toBe(1);
    await again.close();
  });

  it('a database that another process has open', async () => {
    const path = join(directory, 'meshkeep.db');
    const store = await open(path);
    const second = createSqliteStore({ path, clock, lockWaitMs: 10 });
    await expect(second).rejects.toMatchObject(fault('in-use', path, 'another process'));
    expect(await putAll(store, [resource('virtualNode', 'n')])).toBe(1);
    await store.close();
    const third = await open(path);
    expect(await third.read((tx) => tx.revision(MESH))).toBe(1);
    await third.close();
  });
});

describe('a database that is taken away while it is in use', () => {
  it.each([
    ['the file is deleted', '', () => {}],
    ['the file is replaced', '', (path: string) => new Database(path).close()],
    ['its log is deleted', '-wal', () => {}],
  ])('%s: writes are refused, since they would be lost; reads go on', async (_, suffix, replace) => {
    const path = join(directory, 'meshkeep.db');
    const store = await open(path);
    await putAll(store, [resource('virtualNode', 'n')]);
    rmSync(`${path}${suffix}`);
    replace(path);
    const writing = putAll(store, [resource('virtualNode', 'n', { version: 2 })]);
    await expect(writing).rejects.toMatchObject(fault('missing', `${path}${suffix} was deleted or replaced`));
    expect(await store.read((tx) => tx.revision(MESH))).toBe(1);
    await store.close();
  });
});
