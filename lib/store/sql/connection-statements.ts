import type { DocumentTable } from './schema';
import { statement } from './statement';

/** Statements on connections to AWS Cloud Map, kept as whole documents. */
export const connectionStatements = {
  all: statement<Record<never, never>>()((db) => db.selectFrom('connection').selectAll().orderBy('id')),
  put: statement<DocumentTable>()((db, p) =>
    db
      .insertInto('connection')
      .values({ id: p.id, document: p.document })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ document: eb.ref('excluded.document') }))),
  ),
  delete: statement<{ id: string }>()((db, p) => db.deleteFrom('connection').where('id', '=', p.id)),
};
