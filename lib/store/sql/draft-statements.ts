import type { DraftTable, MeshTable } from './schema';
import { statement } from './statement';

type DraftKey = MeshTable & { id: string };

/** Statements on drafts. */
export const draftStatements = {
  drafts: statement<MeshTable>()((db, p) =>
    db
      .selectFrom('draft')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh),
  ),
  draft: statement<DraftKey>()((db, p) =>
    db
      .selectFrom('draft')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('id', '=', p.id),
  ),
  putDraft: statement<DraftTable>()((db, p) =>
    db
      .insertInto('draft')
      .values({
        account: p.account,
        region: p.region,
        mesh: p.mesh,
        id: p.id,
        name: p.name,
        author: p.author,
        created_at: p.created_at,
        updated_at: p.updated_at,
        updated_by: p.updated_by,
        version: p.version,
        changes: p.changes,
        undo: p.undo,
        redo: p.redo,
        comments: p.comments,
        applied_revision: p.applied_revision,
      })
      .onConflict((conflict) =>
        conflict.columns(['account', 'region', 'mesh', 'id']).doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          author: eb.ref('excluded.author'),
          created_at: eb.ref('excluded.created_at'),
          updated_at: eb.ref('excluded.updated_at'),
          updated_by: eb.ref('excluded.updated_by'),
          version: eb.ref('excluded.version'),
          changes: eb.ref('excluded.changes'),
          undo: eb.ref('excluded.undo'),
          redo: eb.ref('excluded.redo'),
          comments: eb.ref('excluded.comments'),
          applied_revision: eb.ref('excluded.applied_revision'),
        })),
      ),
  ),
  deleteDraft: statement<DraftKey>()((db, p) =>
    db
      .deleteFrom('draft')
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('id', '=', p.id),
  ),
};
