import Database from 'better-sqlite3';
import { StoreError, type StoreErrorCode } from '../errors';

/** Which settings choose the place of the database; part of every message about it. */
export const WHERE_SET = 'The place is set by MESHKEEP_DATA_DIR or MESHKEEP_DATABASE_URL.';

type Told = (path: string, words: string) => [StoreErrorCode, string];

const full: Told = (path, words) => [
  'full',
  `The database ${path} cannot grow: ${words}. Nothing of this write was kept. Free space on its disk. ${WHERE_SET}`,
];
const readOnly: Told = (path, words) => [
  'not-writable',
  `The database ${path} is read-only: ${words}. Give this process the right to write the file and its directory. ${WHERE_SET}`,
];
const inUse: Told = (path) => [
  'in-use',
  `The database ${path} is in use by another process. One control plane owns a SQLite database: stop the other one, ` +
    `or choose another place. ${WHERE_SET}`,
];
const damaged: Told = (path, words) => [
  'not-a-database',
  `${path} is not a SQLite database, or it is damaged: ${words}. Restore it from a backup, or choose another place. ${WHERE_SET}`,
];
const cannotOpen: Told = (path, words) => ['cannot-open', `Cannot open the database ${path}: ${words}. ${WHERE_SET}`];
const io: Told = (path, words) => [
  'io',
  `The disk under the database ${path} failed: ${words}. Nothing of this write was kept. ${WHERE_SET}`,
];

/** By the start of SQLite's (extended) result code, see sqlite.org/rescode.html. */
const BY_CODE: readonly [string, Told][] = [
  ['SQLITE_FULL', full],
  ['SQLITE_READONLY', readOnly],
  ['SQLITE_BUSY', inUse],
  ['SQLITE_LOCKED', inUse],
  ['SQLITE_NOTADB', damaged],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_CANTOPEN', cannotOpen],
  ['SQLITE_IOERR', io],
];

/** SQLite's error in our words; any other error comes back as it is. */
export function toStoreFault(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const told = BY_CODE.find(([prefix]) => error.code.startsWith(prefix))?.[1];
  if (!told) return error;
  const [code, message] = told(path, `${error.message} (${error.code})`);
  return new StoreError(code, message, error);
}

/** An error of the file system while the place of the database is prepared. */
export function toPlaceFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code: StoreErrorCode = ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
    ? 'not-writable'
    : 'cannot-open';
  return new StoreError(code, `Cannot open the database ${path}: ${error.message}. ${WHERE_SET}`, error);
}
