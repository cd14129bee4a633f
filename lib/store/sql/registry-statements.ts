import type { InstanceTable, NamespaceTable, OperationTable, ServiceTable } from './schema';
import { statement } from './statement';

interface Scope {
  account: string;
  region: string;
}

type None = Record<string, never>;

/** Statements on Cloud Map's namespaces, services, instances and operations. */
export const registryStatements = {
  namespaces: statement<Scope>()((db, p) =>
    db.selectFrom('namespace').selectAll().where('account', '=', p.account).where('region', '=', p.region),
  ),
  allNamespaces: statement<None>()((db) => db.selectFrom('namespace').selectAll()),
  namespace: statement<{ id: string }>()((db, p) => db.selectFrom('namespace').selectAll().where('id', '=', p.id)),
  putNamespace: statement<NamespaceTable>()((db, p) =>
    db
      .insertInto('namespace')
      .values({
        account: p.account,
        region: p.region,
        id: p.id,
        name: p.name,
        type: p.type,
        description: p.description,
        vpc: p.vpc,
        properties: p.properties,
        created_at: p.created_at,
        creator_request_id: p.creator_request_id,
        tags: p.tags,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          description: eb.ref('excluded.description'),
          vpc: eb.ref('excluded.vpc'),
          properties: eb.ref('excluded.properties'),
          tags: eb.ref('excluded.tags'),
        })),
      ),
  ),
  deleteNamespace: statement<{ id: string }>()((db, p) => db.deleteFrom('namespace').where('id', '=', p.id)),

  services: statement<Scope>()((db, p) =>
    db.selectFrom('service').selectAll().where('account', '=', p.account).where('region', '=', p.region),
  ),
  servicesOf: statement<Scope & { namespace_id: string }>()((db, p) =>
    db
      .selectFrom('service')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('namespace_id', '=', p.namespace_id),
  ),
  countServices: statement<Scope & { namespace_id: string }>()((db, p) =>
    db
      .selectFrom('service')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .where('namespace_id', '=', p.namespace_id),
  ),
  allServices: statement<None>()((db) => db.selectFrom('service').selectAll()),
  service: statement<{ id: string }>()((db, p) => db.selectFrom('service').selectAll().where('id', '=', p.id)),
  putService: statement<ServiceTable>()((db, p) =>
    db
      .insertInto('service')
      .values({
        account: p.account,
        region: p.region,
        id: p.id,
        namespace_id: p.namespace_id,
        name: p.name,
        description: p.description,
        created_at: p.created_at,
        creator_request_id: p.creator_request_id,
        dns_config: p.dns_config,
        health_check_config: p.health_check_config,
        health_check_custom_config: p.health_check_custom_config,
        attributes: p.attributes,
        tags: p.tags,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          description: eb.ref('excluded.description'),
          dns_config: eb.ref('excluded.dns_config'),
          health_check_config: eb.ref('excluded.health_check_config'),
          health_check_custom_config: eb.ref('excluded.health_check_custom_config'),
          attributes: eb.ref('excluded.attributes'),
          tags: eb.ref('excluded.tags'),
        })),
      ),
  ),
  deleteService: statement<{ id: string }>()((db, p) => db.deleteFrom('service').where('id', '=', p.id)),

  instances: statement<{ service_id: string }>()((db, p) =>
    db.selectFrom('instance').selectAll().where('service_id', '=', p.service_id),
  ),
  allInstances: statement<None>()((db) => db.selectFrom('instance').selectAll()),
  instance: statement<{ service_id: string; id: string }>()((db, p) =>
    db.selectFrom('instance').selectAll().where('service_id', '=', p.service_id).where('id', '=', p.id),
  ),
  countInstances: statement<{ service_id: string }>()((db, p) =>
    db
      .selectFrom('instance')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('service_id', '=', p.service_id),
  ),
  putInstance: statement<InstanceTable>()((db, p) =>
    db
      .insertInto('instance')
      .values({
        service_id: p.service_id,
        id: p.id,
        attributes: p.attributes,
        health: p.health,
        creator_request_id: p.creator_request_id,
      })
      .onConflict((conflict) =>
        conflict.columns(['service_id', 'id']).doUpdateSet((eb) => ({
          attributes: eb.ref('excluded.attributes'),
          health: eb.ref('excluded.health'),
          creator_request_id: eb.ref('excluded.creator_request_id'),
        })),
      ),
  ),
  deleteInstance: statement<{ service_id: string; id: string }>()((db, p) =>
    db.deleteFrom('instance').where('service_id', '=', p.service_id).where('id', '=', p.id),
  ),
  deleteInstances: statement<{ service_id: string }>()((db, p) =>
    db.deleteFrom('instance').where('service_id', '=', p.service_id),
  ),

  operation: statement<{ id: string }>()((db, p) => db.selectFrom('operation').selectAll().where('id', '=', p.id)),
  operations: statement<Scope & { limit: number }>()((db, p) =>
    db
      .selectFrom('operation')
      .selectAll()
      .where('account', '=', p.account)
      .where('region', '=', p.region)
      .orderBy('created_at', 'desc')
      .limit(p.limit),
  ),
  putOperation: statement<OperationTable>()((db, p) =>
    db
      .insertInto('operation')
      .values({
        account: p.account,
        region: p.region,
        id: p.id,
        type: p.type,
        status: p.status,
        targets: p.targets,
        created_at: p.created_at,
        error_code: p.error_code,
        error_message: p.error_message,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          status: eb.ref('excluded.status'),
          targets: eb.ref('excluded.targets'),
          error_code: eb.ref('excluded.error_code'),
          error_message: eb.ref('excluded.error_message'),
        })),
      ),
  ),
  purgeOperations: statement<{ before: number }>()((db, p) =>
    db.deleteFrom('operation').where('created_at', '<', p.before),
  ),
};
