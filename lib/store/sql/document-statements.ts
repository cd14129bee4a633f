import type { DocumentTable } from './schema';
import { statement } from './statement';

const of = (table: 'proxy_credential' | 'xds_authority') => ({
  all: statement<Record<never, never>>()((db) => db.selectFrom(table).selectAll().orderBy('id')),
  put: statement<DocumentTable>()((db, p) =>
    db
      .insertInto(table)
      .values({ id: p.id, document: p.document })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ document: eb.ref('excluded.document') }))),
  ),
  delete: statement<{ id: string }>()((db, p) => db.deleteFrom(table).where('id', '=', p.id)),
});

/** Statements on tables of whole documents. */
export const documentStatements = { credential: of('proxy_credential'), authority: of('xds_authority') };
