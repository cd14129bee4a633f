import { Kysely, SqliteDialect } from 'kysely';
import type { Clock, Logger } from '@/lib/util';
import { MIGRATIONS, type Migration } from '../migrations';
import { migrate } from '../sql/migrate';
import type { Store } from '../types';
import { toStoreFault } from './faults';
import { type OpenedDatabase, openDatabase } from './open';
import { SqliteStore } from './sqlite-store';

export interface SqliteStoreOptions {
  /** Path of the database file, or `:memory:`. A missing file and its directory are made. */
  path: string;
  clock: Clock;
  logger?: Logger;
  /** How long to wait for another process that has the file, ms: 5 s by default, as a restart may take. */
  lockWaitMs?: number;
  /** Only tests give other steps than this version's own. */
  migrations?: readonly Migration[];
}

/** Opens a SQLite database, brings it to this version's schema and returns the store on it. */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const logger = options.logger ?? consoleLogger;
  const opened = openDatabase(options.path, options.lockWaitMs);
  try {
    const applied = await migrateOpened(opened, options);
    logger.info(opened.created ? 'made a new database' : 'opened the database', { path: opened.path, applied });
    return new SqliteStore(opened, options.clock, logger);
  } catch (error) {
    opened.db.close();
    throw toStoreFault(error, opened.path);
  }
}

function migrateOpened(opened: OpenedDatabase, options: SqliteStoreOptions): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: opened.db }) });
  const migrations = options.migrations ?? MIGRATIONS;
  return migrate({ db, migrations, now: options.clock.now(), where: opened.path });
}

/** Without a logger only what went wrong is told, on stderr. */
const consoleLogger: Logger = {
  info: () => {},
  warn: (message, fields) => console.warn(message, fields),
  error: (message, fields) => console.error(message, fields),
};
