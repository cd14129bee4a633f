import {
  type ConnectionRecord,
  type CredentialRecord,
  type Draft,
  type LayoutChange,
  type MeshKey,
  type MeshSettings,
  meshKeyText,
  type Resource,
  type ResourceRef,
  type Writer,
} from '@/lib/model';
import { StoreError } from '../errors';
import type {
  AccessKey,
  FeedEvent,
  Namespace,
  Person,
  RegistryOperation,
  RegistryService,
  StoredInstance,
  StoredToken,
  WriteTx,
} from '../types';
import { connectionStatements } from './connection-statements';
import { credentialStatements } from './credential-statements';
import { draftRow } from './draft-rows';
import { draftStatements } from './draft-statements';
import { layoutStatements } from './layout-statements';
import { meshStatements } from './mesh-statements';
import { PendingMeshes } from './pending-mesh';
import { CLIENT_TOKEN_LIFE_MS, instancesCounter, resourceKey, SqlReadTx } from './read-tx';
import { instanceRow, namespaceRow, operationRow, serviceRow } from './registry-rows';
import { registryStatements } from './registry-statements';
import { meshColumns, resourceRow, writerRow } from './rows';
import { settingsStatements } from './settings-statements';
import { smallStatements } from './small-statements';
import { TouchedServices } from './touched-services';

/** How long a Cloud Map operation is remembered, ms. */
const OPERATION_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** Counter that numbers the events of the feed. */
const FEED_COUNTER = 'feed';

/** A feed event before its commit: the commit's time is not known yet. */
export type PendingEvent =
  | Omit<Extract<FeedEvent, { type: 'mesh' }>, 'committedAt'>
  | Omit<Extract<FeedEvent, { type: 'draft' }>, 'committedAt'>
  | Omit<Extract<FeedEvent, { type: 'layout' }>, 'committedAt'>
  | Omit<Extract<FeedEvent, { type: 'settings' }>, 'committedAt'>
  | Omit<Extract<FeedEvent, { type: 'credentials' }>, 'committedAt'>
  | Omit<Extract<FeedEvent, { type: 'connections' }>, 'committedAt'>
  | Omit<Extract<FeedEvent, { type: 'registry' }>, 'committedAt'>;

const rowOf = (document: { id: string }) => ({ id: document.id, document: JSON.stringify(document) });

/** Writing, over any SQL session. Whoever owns the transaction calls `finish` last, before its COMMIT. */
export class SqlWriteTx extends SqlReadTx implements WriteTx {
  readonly #meshes = new PendingMeshes();
  readonly #services = new TouchedServices();
  readonly #events: PendingEvent[] = [];

  /** Checks that history is complete and numbers the events. */
  async finish(): Promise<PendingEvent[]> {
    this.#meshes.assertClosed();
    const services = await this.#services.changes(this);
    if (services.length > 0) this.#events.push({ type: 'registry', seq: await this.#nextSeq(), services });
    return this.#events;
  }

  async put(resource: Resource): Promise<void> {
    const before = await this.get(resource.meshKey, resource);
    this.#meshes.record(resource.meshKey, resource, { ...(before && { before }), after: resource });
    await this.session.run(meshStatements.put, resourceRow(resource));
  }

  async delete(mesh: MeshKey, ref: ResourceRef): Promise<void> {
    const before = await this.get(mesh, ref);
    if (!before) return;
    this.#meshes.record(mesh, ref, { before });
    await this.session.run(meshStatements.delete, resourceKey(mesh, ref));
    await this.session.run(layoutStatements.forget, { ...meshColumns(mesh), kind: ref.kind, name: ref.name });
    if (ref.kind === 'mesh') await this.session.run(settingsStatements.forgetSettings, meshColumns(mesh));
  }

  async commitRevision(mesh: MeshKey, entry: { at: number; writer: Writer; message: string }): Promise<number> {
    const changes = this.#meshes.close(mesh);
    const key = meshColumns(mesh);
    const [row] = await this.session.all(meshStatements.raiseRevision, key);
    if (!row) throw new StoreError('io', `The revision of mesh ${meshKeyText(mesh)} could not be raised.`);
    await this.session.run(meshStatements.addHistory, {
      ...key,
      ...writerRow(entry.writer),
      revision: row.revision,
      at: entry.at,
      message: entry.message,
      changes: JSON.stringify(changes),
    });
    const { revision } = row;
    this.#events.push({ type: 'mesh', seq: await this.#nextSeq(), mesh: key, revision, writer: entry.writer, changes });
    return revision;
  }

  async putDraft(draft: Draft): Promise<void> {
    await this.session.run(draftStatements.putDraft, draftRow(draft));
    await this.#draftChanged(draft.meshKey, draft.id, false);
  }

  async deleteDraft(mesh: MeshKey, id: string): Promise<void> {
    if (!(await this.draft(mesh, id))) return;
    await this.session.run(draftStatements.deleteDraft, { ...meshColumns(mesh), id });
    await this.#draftChanged(mesh, id, true);
  }

  async putLayout(mesh: MeshKey, { mode, cards }: LayoutChange): Promise<number> {
    const key = meshColumns(mesh);
    const put = mode === 'fill' ? layoutStatements.fill : layoutStatements.move;
    let stored = 0;
    for (const card of cards) stored += (await this.session.all(put, { ...key, ...card })).length;
    if (stored > 0) this.#events.push({ type: 'layout', seq: await this.#nextSeq(), mesh: key });
    return stored;
  }

  async putSettings(mesh: MeshKey, { production, changed }: Required<MeshSettings>): Promise<void> {
    const key = meshColumns(mesh);
    const row = { production: production ? 1 : 0, changed_at: changed.at, changed_by: changed.who };
    await this.session.run(settingsStatements.putSettings, { ...key, ...row });
    this.#events.push({ type: 'settings', seq: await this.#nextSeq(), mesh: key });
  }

  async putClientToken(scope: string, token: string, stored: StoredToken): Promise<void> {
    await this.session.run(smallStatements.purgeClientTokens, { before: this.now() - CLIENT_TOKEN_LIFE_MS });
    const row = { scope, token, input_hash: stored.inputHash, output: stored.output, at: stored.at };
    await this.session.run(smallStatements.putClientToken, row);
  }

  async putSecret(name: string, value: string): Promise<void> {
    await this.session.run(smallStatements.putSecret, { name, value });
  }

  async putAccessKey(key: AccessKey): Promise<void> {
    const { id, secret, role, label } = key;
    await this.session.run(smallStatements.putAccessKey, { id, secret, role, label });
  }

  async deleteSecret(name: string): Promise<void> {
    await this.session.run(smallStatements.deleteSecret, { name });
  }

  async deleteAccessKey(id: string): Promise<void> {
    await this.session.run(smallStatements.deleteAccessKey, { id });
  }

  async putPerson(person: Person): Promise<void> {
    const { name, passwordHash, role } = person;
    await this.session.run(smallStatements.putPerson, { name, password_hash: passwordHash, role });
  }

  async putNamespace(namespace: Namespace): Promise<void> {
    await this.session.run(registryStatements.putNamespace, namespaceRow(namespace));
  }

  async deleteNamespace(id: string): Promise<void> {
    const namespace = await this.namespace(id);
    if (!namespace) return;
    for (const service of await this.services(namespace.scope, id)) await this.deleteService(service.id);
    await this.session.run(registryStatements.deleteNamespace, { id });
  }

  async putService(service: RegistryService): Promise<void> {
    await this.session.run(registryStatements.putService, serviceRow(service));
  }

  async deleteService(id: string): Promise<void> {
    await this.#services.touch(this, await this.service(id));
    await this.session.run(registryStatements.deleteInstances, { service_id: id });
    await this.session.run(smallStatements.deleteCounter, { name: instancesCounter(id) });
    await this.session.run(registryStatements.deleteService, { id });
  }

  async putInstance(instance: StoredInstance): Promise<void> {
    const row = instanceRow(instance);
    const key = { service_id: row.service_id, id: row.id };
    const [before] = await this.session.all(registryStatements.instance, key);
    const same = before?.attributes === row.attributes && before.health === row.health;
    if (same && before.creator_request_id === row.creator_request_id) return;
    await this.session.run(registryStatements.putInstance, row);
    if (!same) await this.#instancesChanged(row.service_id);
  }

  async deleteInstance(serviceId: string, instanceId: string): Promise<void> {
    if (!(await this.instance(serviceId, instanceId))) return;
    await this.session.run(registryStatements.deleteInstance, { service_id: serviceId, id: instanceId });
    await this.#instancesChanged(serviceId);
  }

  async putOperation(operation: RegistryOperation): Promise<void> {
    await this.session.run(registryStatements.purgeOperations, { before: this.now() - OPERATION_LIFE_MS });
    await this.session.run(registryStatements.putOperation, operationRow(operation));
  }

  async putProxyCredential(credential: CredentialRecord): Promise<void> {
    await this.session.run(credentialStatements.put, rowOf(credential));
    this.#events.push({ type: 'credentials', seq: await this.#nextSeq() });
  }

  async putConnection(connection: ConnectionRecord): Promise<void> {
    await this.session.run(connectionStatements.put, rowOf(connection));
    this.#events.push({ type: 'connections', seq: await this.#nextSeq() });
  }

  async deleteConnection(id: string): Promise<void> {
    await this.session.run(connectionStatements.delete, { id });
    this.#events.push({ type: 'connections', seq: await this.#nextSeq() });
  }

  async deleteObserved(name: string): Promise<void> {
    await this.session.run(smallStatements.deleteObserved, { name });
  }

  async putObserved(name: string, value: unknown): Promise<void> {
    await this.session.run(smallStatements.putObserved, { name, value: JSON.stringify(value) });
  }

  async #draftChanged(mesh: MeshKey, draft: string, deleted: boolean): Promise<void> {
    this.#events.push({ type: 'draft', seq: await this.#nextSeq(), mesh: meshColumns(mesh), draft, deleted });
  }

  async #instancesChanged(serviceId: string): Promise<void> {
    await this.#services.touch(this, await this.service(serviceId));
    await this.session.all(smallStatements.raiseCounter, { name: instancesCounter(serviceId) });
  }

  async #nextSeq(): Promise<number> {
    const [row] = await this.session.all(smallStatements.raiseCounter, { name: FEED_COUNTER });
    if (!row) throw new StoreError('io', 'The sequence of the change feed could not be raised.');
    return row.value;
  }
}
