import type { Kysely } from 'kysely';

/** How people want a mesh to be treated; a mesh without a row has the presets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mesh_settings')
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('mesh', 'text', (c) => c.notNull())
    .addColumn('production', 'integer', (c) => c.notNull())
    .addColumn('changed_at', 'double precision', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('mesh_settings_key', ['account', 'region', 'mesh'])
    .execute();
}
