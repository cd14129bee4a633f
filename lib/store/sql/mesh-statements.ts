import type { HistoryTable, MeshTable, ResourceTable } from './schema';
import { statement } from './statement';

interface ResourceKey extends MeshTable {
  kind: string;
  parent: string;
  name: string;
}

/** Statements on resources, revisions and history. */
export const meshStatements = {
  get: statement<ResourceKey>()((db, p) =>
    db
      .selectFrom('resource')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind)
      .where('parent', '=', p.parent)
      .where('name', '=', p.name),
  ),
  listKind: statement<Omit<ResourceKey, 'parent' | 'name'>>()((db, p) =>
    db
      .selectFrom('resource')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind),
  ),
  listParent: statement<Omit<ResourceKey, 'name'>>()((db, p) =>
    db
      .selectFrom('resource')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind)
      .where('parent', '=', p.parent),
  ),
  all: statement<MeshTable>()((db, p) =>
    db
      .selectFrom('resource')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh),
  ),
  countKind: statement<Omit<ResourceKey, 'parent' | 'name'>>()((db, p) =>
    db
      .selectFrom('resource')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind),
  ),
  countParent: statement<Omit<ResourceKey, 'name'>>()((db, p) =>
    db
      .selectFrom('resource')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind)
      .where('parent', '=', p.parent),
  ),
  meshes: statement<{ account: string; region: string }>()((db, p) =>
    db
      .selectFrom('resource')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('kind', '=', 'mesh'),
  ),
  allMeshes: statement<Record<string, never>>()((db) =>
    db.selectFrom('resource').selectAll().where('kind', '=', 'mesh'),
  ),
  put: statement<ResourceTable>()((db, p) =>
    db
      .insertInto('resource')
      .values({
        account: p.account,
        region: p.region,
        mesh: p.mesh,
        kind: p.kind,
        parent: p.parent,
        name: p.name,
        uid: p.uid,
        version: p.version,
        created_at: p.created_at,
        last_updated_at: p.last_updated_at,
        resource_owner: p.resource_owner,
        spec: p.spec,
        tags: p.tags,
        door: p.door,
        who: p.who,
        user_agent: p.user_agent,
      })
      .onConflict((conflict) =>
        conflict.columns(['account', 'region', 'mesh', 'kind', 'parent', 'name']).doUpdateSet((eb) => ({
          uid: eb.ref('excluded.uid'),
          version: eb.ref('excluded.version'),
          created_at: eb.ref('excluded.created_at'),
          last_updated_at: eb.ref('excluded.last_updated_at'),
          resource_owner: eb.ref('excluded.resource_owner'),
          spec: eb.ref('excluded.spec'),
          tags: eb.ref('excluded.tags'),
          door: eb.ref('excluded.door'),
          who: eb.ref('excluded.who'),
          user_agent: eb.ref('excluded.user_agent'),
        })),
      ),
  ),
  delete: statement<ResourceKey>()((db, p) =>
    db
      .deleteFrom('resource')
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind)
      .where('parent', '=', p.parent)
      .where('name', '=', p.name),
  ),
  revision: statement<MeshTable>()((db, p) =>
    db
      .selectFrom('mesh_revision')
      .select('revision')
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh),
  ),
  raiseRevision: statement<MeshTable>()((db, p) =>
    db
      .insertInto('mesh_revision')
      .values({ account: p.account, region: p.region, mesh: p.mesh, revision: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['account', 'region', 'mesh'])
          .doUpdateSet((eb) => ({ revision: eb('mesh_revision.revision', '+', 1) })),
      )
      .returning('revision'),
  ),
  addHistory: statement<HistoryTable>()((db, p) =>
    db.insertInto('history').values({
      account: p.account,
      region: p.region,
      mesh: p.mesh,
      revision: p.revision,
      at: p.at,
      door: p.door,
      who: p.who,
      user_agent: p.user_agent,
      message: p.message,
      changes: p.changes,
    }),
  ),
  history: statement<MeshTable & { before: number; limit: number }>()((db, p) =>
    db
      .selectFrom('history')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('revision', '<', p.before)
      .orderBy('revision', 'desc')
      .limit(p.limit),
  ),
};
