import type { Kysely } from 'kysely';

/** Attributes of Cloud Map services themselves, beside those of their instances. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('service').addColumn('attributes', 'text').execute();
}
