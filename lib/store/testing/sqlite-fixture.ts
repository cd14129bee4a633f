import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '..';
import type { StoreFixture } from './fixture';

function handMovedClock() {
  let ms = 1000;
  const set = (to: number) => {
    ms = to;
  };
  return { now: () => ms, set };
}

function errorLogger(errors: string[]) {
  const note = (message: string, fields?: Record<string, unknown>) =>
    void errors.push(`${message} ${JSON.stringify(fields)}`);
  return { info: () => {}, warn: note, error: note };
}

/** A SQLite store in memory. */
export async function inMemory(): Promise<StoreFixture> {
  const clock = handMovedClock();
  const errors: string[] = [];
  const store = await createSqliteStore({ path: ':memory:', clock, logger: errorLogger(errors) });
  const reopen = () => Promise.reject(new Error('a store in memory is gone when it is closed'));
  return { store, clock, errors, reopen, dispose: () => store.close() };
}

/** A SQLite store in a directory of its own. */
export async function onDisk(): Promise<StoreFixture> {
  const directory = mkdtempSync(join(tmpdir(), 'meshkeep-store-'));
  const clock = handMovedClock();
  const errors: string[] = [];
  const open = () => createSqliteStore({ path: join(directory, 'meshkeep.db'), clock, logger: errorLogger(errors) });
  let store = await open();
  const reopen = async () => {
    await store.close();
    store = await open();
    return store;
  };
  const dispose = async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  };
  return { store, clock, errors, reopen, dispose };
}
