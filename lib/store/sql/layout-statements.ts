import type { Kysely } from 'kysely';
import type { CardPlace } from '@/lib/model';
import type { LayoutTable, MeshTable, Schema } from './schema';
import { statement } from './statement';

const KEY = ['account', 'region', 'mesh', 'kind', 'name'] as const;

/** Statements on places of cards. Both ways to put one do so only where the resource exists, and return what was put. */
export const layoutStatements = {
  layout: statement<MeshTable>()((db, p) =>
    db
      .selectFrom('layout')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh),
  ),
  move: statement<LayoutTable>()((db, p) =>
    insert(db, p)
      .onConflict((conflict) =>
        conflict.columns(KEY).doUpdateSet((eb) => ({ x: eb.ref('excluded.x'), y: eb.ref('excluded.y') })),
      )
      .returning('name'),
  ),
  fill: statement<LayoutTable>()((db, p) =>
    insert(db, p)
      .onConflict((conflict) => conflict.columns(KEY).doNothing())
      .returning('name'),
  ),
  forget: statement<MeshTable & { kind: string; name: string }>()((db, p) =>
    db
      .deleteFrom('layout')
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('mesh', '=', p.mesh)
      .where('kind', '=', p.kind)
      .where('name', '=', p.name),
  ),
};

/** Card kinds have no parent, so a resource is named by kind and name. */
function insert(db: Kysely<Schema>, p: LayoutTable) {
  return db
    .insertInto('layout')
    .columns([...KEY, 'x', 'y'])
    .expression((eb) =>
      eb
        .selectFrom('resource')
        .select((of) => [
          ...KEY.map((column) => `resource.${column}` as const),
          of.cast<number>(of.val(p.x), 'double precision').as('x'),
          of.cast<number>(of.val(p.y), 'double precision').as('y'),
        ])
        .where('account', '=', p.account)
        .where('region', '=', p.region)
        .where('mesh', '=', p.mesh)
        .where('kind', '=', p.kind)
        .where('parent', '=', '')
        .where('name', '=', p.name),
    );
}

/** Row → place. */
export function toPlace({ kind, name, x, y }: LayoutTable): CardPlace {
  return { kind: kind as CardPlace['kind'], name, x, y };
}
