import type { Kysely } from 'kysely';

/** Proxy credentials, whole as JSON, and the own authorities, whose keys are sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['proxy_credential', 'xds_authority']) {
    await db.schema
      .createTable(table)
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('document', 'text', (c) => c.notNull())
      .execute();
  }
}
