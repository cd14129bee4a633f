import type { Kysely } from 'kysely';
import { StoreError } from '../errors';
import type { Migration } from '../migrations';

interface MigrationTable {
  migration: { name: string; applied_at: number };
}

/** Tells the applied steps to the caller's log. */
export interface MigrateOptions {
  db: Kysely<unknown>;
  migrations: readonly Migration[];
  /** Clock at start, ms. */
  now: number;
  /** Names the database in messages. */
  where: string;
}

/**
 * Brings a database to this version, each step in its own transaction, and returns the names of the steps applied.
 * A database that has seen steps which this version does not know is refused untouched.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const db = options.db as Kysely<MigrationTable>;
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('applied_at', 'double precision', (c) => c.notNull())
    .execute();
  const seen = new Set((await db.selectFrom('migration').select('name').execute()).map((row) => row.name));
  refuseNewer(seen, options);
  const missing = options.migrations.filter((migration) => !seen.has(migration.name));
  for (const migration of missing) {
    await options.db.transaction().execute(async (transaction) => {
      await migration.up(transaction);
      const step = { name: migration.name, applied_at: options.now };
      await (transaction as Kysely<unknown> as Kysely<MigrationTable>).insertInto('migration').values(step).execute();
    });
  }
  return missing.map((migration) => migration.name);
}

function refuseNewer(seen: ReadonlySet<string>, { migrations, where }: MigrateOptions): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...seen].filter((name) => !known.has(name)).sort();
  if (unknown.length === 0) return;
  throw new StoreError(
    'newer-version',
    `The database ${where} was written by a newer version of Meshkeep (it has ${unknown.join(', ')}; this version ` +
      `knows up to ${migrations.at(-1)?.name}). Start that version or a later one, or choose another database with ` +
      'MESHKEEP_DATA_DIR or MESHKEEP_DATABASE_URL.',
  );
}
