import type { DocumentTable } from './schema';
import { statement } from './statement';

/** Statements on proxy credentials, kept as whole documents. */
export const credentialStatements = {
  all: statement<Record<never, never>>()((db) => db.selectFrom('proxy_credential').selectAll().orderBy('id')),
  put: statement<DocumentTable>()((db, p) =>
    db
      .insertInto('proxy_credential')
      .values({ id: p.id, document: p.document })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ document: eb.ref('excluded.document') }))),
  ),
};
