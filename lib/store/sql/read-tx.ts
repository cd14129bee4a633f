import type {
  CardPlace,
  ConnectionRecord,
  CredentialRecord,
  Draft,
  Kind,
  MeshKey,
  MeshSettings,
  Resource,
  ResourceRef,
} from '@/lib/model';
import type {
  AccessKey,
  HistoryEntry,
  Namespace,
  Person,
  ReadTx,
  RegistryOperation,
  RegistryScope,
  RegistryService,
  StoredInstance,
  StoredToken,
} from '../types';
import { connectionStatements } from './connection-statements';
import { credentialStatements } from './credential-statements';
import { toDraft } from './draft-rows';
import { draftStatements } from './draft-statements';
import { layoutStatements, toPlace } from './layout-statements';
import { meshStatements } from './mesh-statements';
import { sortedById, toInstance, toNamespace, toOperation, toService } from './registry-rows';
import { registryStatements } from './registry-statements';
import { meshColumns, sortedByName, toHistoryEntry, toResource } from './rows';
import { first, type Session } from './session';
import { settingsStatements, toSettings } from './settings-statements';
import { smallStatements } from './small-statements';

/** How long an idempotency token is remembered, ms. */
export const CLIENT_TOKEN_LIFE_MS = 24 * 60 * 60 * 1000;

/** How many operations a list holds at most; each is found by its id as long as it is remembered. */
const LISTED_OPERATIONS = 10_000;

/** Name of the counter of changes of one service's instances. */
export const instancesCounter = (serviceId: string) => `instances/${serviceId}`;

/** Reading, over any SQL session. `now` is the store's clock, ms. */
export class SqlReadTx implements ReadTx {
  constructor(
    protected readonly session: Session,
    protected readonly now: () => number,
  ) {}

  async listMeshes(scope: { account: string; region: string }): Promise<Resource<'mesh'>[]> {
    const rows = await this.session.all(meshStatements.meshes, { account: scope.account, region: scope.region });
    return sortedByName(rows.map((row) => toResource<'mesh'>(row)));
  }

  async allMeshes(): Promise<Resource<'mesh'>[]> {
    const rows = await this.session.all(meshStatements.allMeshes, {});
    return sortedByName(rows.map((row) => toResource<'mesh'>(row)));
  }

  async get<K extends Kind>(mesh: MeshKey, ref: ResourceRef<K>): Promise<Resource<K> | undefined> {
    const row = await first(this.session, meshStatements.get, resourceKey(mesh, ref));
    return row && toResource<K>(row);
  }

  async list<K extends Kind>(mesh: MeshKey, kind: K, parent?: string): Promise<Resource<K>[]> {
    const key = { ...meshColumns(mesh), kind };
    const rows =
      parent === undefined
        ? await this.session.all(meshStatements.listKind, key)
        : await this.session.all(meshStatements.listParent, { ...key, parent });
    return sortedByName(rows.map((row) => toResource<K>(row)));
  }

  async all(mesh: MeshKey): Promise<Resource[]> {
    const rows = await this.session.all(meshStatements.all, meshColumns(mesh));
    return rows.map((row) => toResource(row));
  }

  async count(mesh: MeshKey, kind: Kind, parent?: string): Promise<number> {
    const key = { ...meshColumns(mesh), kind };
    const row =
      parent === undefined
        ? await first(this.session, meshStatements.countKind, key)
        : await first(this.session, meshStatements.countParent, { ...key, parent });
    return row?.count ?? 0;
  }

  async revision(mesh: MeshKey): Promise<number> {
    return (await first(this.session, meshStatements.revision, meshColumns(mesh)))?.revision ?? 0;
  }

  async history(mesh: MeshKey, page: { before?: number; limit: number }): Promise<HistoryEntry[]> {
    const rows = await this.session.all(meshStatements.history, {
      ...meshColumns(mesh),
      before: page.before ?? Number.MAX_SAFE_INTEGER,
      limit: page.limit,
    });
    return rows.map(toHistoryEntry);
  }

  async drafts(mesh: MeshKey): Promise<Draft[]> {
    const rows = await this.session.all(draftStatements.drafts, meshColumns(mesh));
    return rows.map(toDraft).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  async draft(mesh: MeshKey, id: string): Promise<Draft | undefined> {
    const row = await first(this.session, draftStatements.draft, { ...meshColumns(mesh), id });
    return row && toDraft(row);
  }

  async layout(mesh: MeshKey): Promise<CardPlace[]> {
    const rows = await this.session.all(layoutStatements.layout, meshColumns(mesh));
    return rows.map(toPlace).sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
  }

  async settings(mesh: MeshKey): Promise<MeshSettings | undefined> {
    const row = await first(this.session, settingsStatements.settings, meshColumns(mesh));
    return row && toSettings(row);
  }

  async clientToken(scope: string, token: string): Promise<StoredToken | undefined> {
    const since = this.now() - CLIENT_TOKEN_LIFE_MS;
    const row = await first(this.session, smallStatements.clientToken, { scope, token, since });
    return row && { inputHash: row.input_hash, output: row.output, at: row.at };
  }

  async getSecret(name: string): Promise<string | undefined> {
    return (await first(this.session, smallStatements.secret, { name }))?.value;
  }

  async accessKey(id: string): Promise<AccessKey | undefined> {
    const row = await first(this.session, smallStatements.accessKey, { id });
    return row && { ...row, role: row.role as AccessKey['role'] };
  }

  async accessKeys(): Promise<AccessKey[]> {
    const rows = await this.session.all(smallStatements.accessKeys, {});
    return rows.map((row) => ({ ...row, role: row.role as AccessKey['role'] }));
  }

  async person(name: string): Promise<Person | undefined> {
    const row = await first(this.session, smallStatements.person, { name });
    return row && { name: row.name, passwordHash: row.password_hash, role: row.role as Person['role'] };
  }

  async namespaces(scope: RegistryScope): Promise<Namespace[]> {
    const rows = await this.session.all(registryStatements.namespaces, scopeColumns(scope));
    return sortedByName(rows.map(toNamespace));
  }

  async namespace(id: string): Promise<Namespace | undefined> {
    const row = await first(this.session, registryStatements.namespace, { id });
    return row && toNamespace(row);
  }

  async services(scope: RegistryScope, namespaceId?: string): Promise<RegistryService[]> {
    const key = scopeColumns(scope);
    const rows =
      namespaceId === undefined
        ? await this.session.all(registryStatements.services, key)
        : await this.session.all(registryStatements.servicesOf, { ...key, namespace_id: namespaceId });
    return sortedByName(rows.map(toService));
  }

  async countServices(namespace: Namespace): Promise<number> {
    const key = { ...scopeColumns(namespace.scope), namespace_id: namespace.id };
    return (await first(this.session, registryStatements.countServices, key))?.count ?? 0;
  }

  async service(id: string): Promise<RegistryService | undefined> {
    const row = await first(this.session, registryStatements.service, { id });
    return row && toService(row);
  }

  async instances(serviceId: string): Promise<StoredInstance[]> {
    const rows = await this.session.all(registryStatements.instances, { service_id: serviceId });
    return sortedById(rows.map(toInstance));
  }

  async instance(serviceId: string, instanceId: string): Promise<StoredInstance | undefined> {
    const row = await first(this.session, registryStatements.instance, { service_id: serviceId, id: instanceId });
    return row && toInstance(row);
  }

  async countInstances(serviceId: string): Promise<number> {
    return (await first(this.session, registryStatements.countInstances, { service_id: serviceId }))?.count ?? 0;
  }

  async instancesRevision(serviceId: string): Promise<number> {
    const name = instancesCounter(serviceId);
    return (await first(this.session, smallStatements.counter, { name }))?.value ?? 0;
  }

  async registry(): Promise<{ namespaces: Namespace[]; services: RegistryService[]; instances: StoredInstance[] }> {
    const namespaces = await this.session.all(registryStatements.allNamespaces, {});
    const services = await this.session.all(registryStatements.allServices, {});
    const instances = await this.session.all(registryStatements.allInstances, {});
    return {
      namespaces: sortedByName(namespaces.map(toNamespace)),
      services: sortedByName(services.map(toService)),
      instances: sortedById(instances.map(toInstance)),
    };
  }

  async operation(id: string): Promise<RegistryOperation | undefined> {
    const row = await first(this.session, registryStatements.operation, { id });
    return row && toOperation(row);
  }

  async operations(scope: RegistryScope): Promise<RegistryOperation[]> {
    const key = { ...scopeColumns(scope), limit: LISTED_OPERATIONS };
    const rows = await this.session.all(registryStatements.operations, key);
    return rows.map(toOperation);
  }

  async proxyCredentials(): Promise<CredentialRecord[]> {
    const rows = await this.session.all(credentialStatements.all, {});
    return rows.map(({ document }) => JSON.parse(document) as CredentialRecord);
  }

  async connections(): Promise<ConnectionRecord[]> {
    const rows = await this.session.all(connectionStatements.all, {});
    return rows.map(({ document }) => JSON.parse(document) as ConnectionRecord);
  }

  async observed(name: string): Promise<unknown> {
    const row = await first(this.session, smallStatements.observed, { name });
    return row && (JSON.parse(row.value) as unknown);
  }
}

/** Columns that name one resource. */
export function resourceKey(mesh: MeshKey, ref: ResourceRef) {
  return { ...meshColumns(mesh), kind: ref.kind, parent: ref.parent ?? '', name: ref.name };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function scopeColumns(scope: RegistryScope): RegistryScope {
  return { account: scope.account, region: scope.region };
}
