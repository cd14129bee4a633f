import type { Kysely } from 'kysely';

/** Properties of DNS namespaces, which clients read back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('namespace').addColumn('properties', 'text').execute();
}
