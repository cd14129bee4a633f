import { closeSync, existsSync, mkdirSync, openSync, unlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { toPlaceFault, toStoreFault } from './faults';

/** A database without a file: gone when it is closed. */
export const IN_MEMORY = ':memory:';

/** How long a starting process waits for the one before it to let go of the file, ms. */
const LOCK_WAIT_MS = 5000;

export interface OpenedDatabase {
  db: Database.Database;
  /** Absolute path, or `:memory:`. */
  path: string;
  /** Whether the file was made just now. */
  created: boolean;
}

/**
 * Opens the file for this process alone. WAL with synchronous=FULL: a commit has returned only when the log is synced.
 * The exclusive lock is taken here and held until close, since a second writer's changes would reach no feed.
 */
export function openDatabase(place: string, lockWaitMs = LOCK_WAIT_MS): OpenedDatabase {
  const path = place === IN_MEMORY ? place : resolve(place);
  const created = preparePlace(path);
  try {
    return { db: connect(path, lockWaitMs), path, created };
  } catch (error) {
    throw toStoreFault(error, path);
  }
}

function connect(path: string, timeout: number): Database.Database {
  const db = new Database(path, { timeout });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes directory and file readable for their owner only (they hold access keys), and finds out what is forbidden. */
function preparePlace(path: string): boolean {
  if (path === IN_MEMORY) return true;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const created = !existsSync(path);
    closeSync(openSync(path, 'a', 0o600));
    // SQLite puts its log beside the file.
    const probe = `${path}-probe`;
    closeSync(openSync(probe, 'w', 0o600));
    unlinkSync(probe);
    return created;
  } catch (error) {
    throw toPlaceFault(error, path);
  }
}
