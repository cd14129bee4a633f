import type { Kysely } from 'kysely';

/** Places of cards on the graph, in px at zoom 1. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('layout')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('mesh', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('x', 'double precision', (c) => c.notNull())
    .addColumn('y', 'double precision', (c) => c.notNull())
    .addPrimaryKeyConstraint('layout_key', ['account', 'region', 'mesh', 'kind', 'name'])
    .execute();
}
