import type { Schema } from './schema';
import { statement } from './statement';

/** Statements on the small tables: counters, client tokens, secrets, keys, people, observed state. */
export const smallStatements = {
  counter: statement<{ name: string }>()((db, p) =>
    db.selectFrom('counter').select('value').where('name', '=', p.name),
  ),
  raiseCounter: statement<{ name: string }>()((db, p) =>
    db
      .insertInto('counter')
      .values({ name: p.name, value: 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })))
      .returning('value'),
  ),
  deleteCounter: statement<{ name: string }>()((db, p) => db.deleteFrom('counter').where('name', '=', p.name)),

  clientToken: statement<{ scope: string; token: string; since: number }>()((db, p) =>
    db
      .selectFrom('client_token')
      .select(['input_hash', 'output', 'at'])
      .where('scope', '=', p.scope)
      .where('token', '=', p.token)
      .where('at', '>=', p.since),
  ),
  putClientToken: statement<Schema['client_token']>()((db, p) =>
    db
      .insertInto('client_token')
      .values({ scope: p.scope, token: p.token, input_hash: p.input_hash, output: p.output, at: p.at })
      .onConflict((conflict) =>
        conflict.columns(['scope', 'token']).doUpdateSet((eb) => ({
          input_hash: eb.ref('excluded.input_hash'),
          output: eb.ref('excluded.output'),
          at: eb.ref('excluded.at'),
        })),
      ),
  ),
  purgeClientTokens: statement<{ before: number }>()((db, p) =>
    db.deleteFrom('client_token').where('at', '<', p.before),
  ),

  secret: statement<{ name: string }>()((db, p) => db.selectFrom('secret').select('value').where('name', '=', p.name)),
  deleteSecret: statement<{ name: string }>()((db, p) => db.deleteFrom('secret').where('name', '=', p.name)),
  putSecret: statement<Schema['secret']>()((db, p) =>
    db
      .insertInto('secret')
      .values({ name: p.name, value: p.value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
  ),

  accessKey: statement<{ id: string }>()((db, p) => db.selectFrom('access_key').selectAll().where('id', '=', p.id)),
  accessKeys: statement<Record<never, never>>()((db) => db.selectFrom('access_key').selectAll().orderBy('id')),
  deleteAccessKey: statement<{ id: string }>()((db, p) => db.deleteFrom('access_key').where('id', '=', p.id)),
  putAccessKey: statement<Schema['access_key']>()((db, p) =>
    db
      .insertInto('access_key')
      .values({ id: p.id, secret: p.secret, role: p.role, label: p.label })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          secret: eb.ref('excluded.secret'),
          role: eb.ref('excluded.role'),
          label: eb.ref('excluded.label'),
        })),
      ),
  ),

  person: statement<{ name: string }>()((db, p) => db.selectFrom('person').selectAll().where('name', '=', p.name)),
  putPerson: statement<Schema['person']>()((db, p) =>
    db
      .insertInto('person')
      .values({ name: p.name, password_hash: p.password_hash, role: p.role })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((eb) => ({
          password_hash: eb.ref('excluded.password_hash'),
          role: eb.ref('excluded.role'),
        })),
      ),
  ),

  observed: statement<{ name: string }>()((db, p) =>
    db.selectFrom('observed').select('value').where('name', '=', p.name),
  ),
  deleteObserved: statement<{ name: string }>()((db, p) => db.deleteFrom('observed').where('name', '=', p.name)),
  putObserved: statement<Schema['observed']>()((db, p) =>
    db
      .insertInto('observed')
      .values({ name: p.name, value: p.value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
  ),
};
