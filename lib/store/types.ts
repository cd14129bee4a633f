import type {
  CardPlace,
  ConnectionRecord,
  CredentialRecord,
  Draft,
  Instance,
  Kind,
  LayoutChange,
  MeshKey,
  MeshSettings,
  Resource,
  ResourceChange,
  ResourceRef,
  Tag,
  Writer,
} from '@/lib/model';

/**
 * The store as every other room sees it; sqlite/ implements it now, postgres/ later, and one contract test
 * (contract.ts) runs against each. All times are ms since the epoch.
 */
export interface Store {
  /**
   * Runs one durable transaction. When the promise resolves, the writes are on disk; when `work` throws, nothing
   * happened. Writers run one after the other. Committed changes reach subscribers after the commit, in order, and
   * before the promise resolves. `work` uses the `tx` that it is given: a store.read or store.write inside it would
   * wait for itself, and is refused.
   */
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Runs reads against one consistent state. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** Calls back after each commit that changed a mesh, its layout or settings, a draft, the instance registry, credentials or connections, in commit order. Returns an unsubscribe. */
  subscribe(listener: (event: FeedEvent) => void): () => void;
  /** Rewrites the data so that what was deleted or replaced before is on no disk any more. Slow: for a start only. */
  eraseDeleted(): Promise<void>;
  close(): Promise<void>;
}

export interface ReadTx {
  listMeshes(scope: { account: string; region: string }): Promise<Resource<'mesh'>[]>;
  /** Every mesh of every account and region. */
  allMeshes(): Promise<Resource<'mesh'>[]>;
  get<K extends Kind>(mesh: MeshKey, ref: ResourceRef<K>): Promise<Resource<K> | undefined>;
  /** Resources of one kind (of one parent where the kind has parents), sorted by name. */
  list<K extends Kind>(mesh: MeshKey, kind: K, parent?: string): Promise<Resource<K>[]>;
  /** Every resource of the mesh, the mesh included. */
  all(mesh: MeshKey): Promise<Resource[]>;
  count(mesh: MeshKey, kind: Kind, parent?: string): Promise<number>;
  /** The mesh's revision counter; 0 when the mesh never existed. It survives deletion, so revisions never repeat. */
  revision(mesh: MeshKey): Promise<number>;
  /** History, newest first. */
  history(mesh: MeshKey, page: { before?: number; limit: number }): Promise<HistoryEntry[]>;
  /** Drafts of a mesh, oldest first; those that were applied too. */
  drafts(mesh: MeshKey): Promise<Draft[]>;
  draft(mesh: MeshKey, id: string): Promise<Draft | undefined>;
  /** Places of the mesh's cards, sorted by kind and name. */
  layout(mesh: MeshKey): Promise<CardPlace[]>;
  /** Undefined where nobody has changed anything. */
  settings(mesh: MeshKey): Promise<MeshSettings | undefined>;
  clientToken(scope: string, token: string): Promise<StoredToken | undefined>;
  getSecret(name: string): Promise<string | undefined>;
  accessKey(id: string): Promise<AccessKey | undefined>;
  accessKeys(): Promise<AccessKey[]>;
  person(name: string): Promise<Person | undefined>;
  /** Namespaces of an account and region, sorted by name. */
  namespaces(scope: RegistryScope): Promise<Namespace[]>;
  namespace(id: string): Promise<Namespace | undefined>;
  /** Services of an account and region (or of one namespace), sorted by name. */
  services(scope: RegistryScope, namespaceId?: string): Promise<RegistryService[]>;
  countServices(namespace: Namespace): Promise<number>;
  service(id: string): Promise<RegistryService | undefined>;
  /** Instances of a service, sorted by id. */
  instances(serviceId: string): Promise<StoredInstance[]>;
  instance(serviceId: string, instanceId: string): Promise<StoredInstance | undefined>;
  countInstances(serviceId: string): Promise<number>;
  /** Counter that grows with each change of the service's instances; 0 when there never was one. */
  instancesRevision(serviceId: string): Promise<number>;
  /** Every namespace, service and instance of every account and region: to fill the directory at start. */
  registry(): Promise<{ namespaces: Namespace[]; services: RegistryService[]; instances: StoredInstance[] }>;
  operation(id: string): Promise<RegistryOperation | undefined>;
  /** The newest 10,000 operations of an account and region that are still remembered, newest first. */
  operations(scope: RegistryScope): Promise<RegistryOperation[]>;
  /** Every proxy credential, ended ones too. */
  proxyCredentials(): Promise<CredentialRecord[]>;
  /** Every connection to an AWS Cloud Map. */
  connections(): Promise<ConnectionRecord[]>;
  /** Observed state: small JSON documents by name, flushed in batches by control (proxies last seen, receipts). */
  observed(name: string): Promise<unknown>;
}

export interface WriteTx extends ReadTx {
  /** Stores a resource and takes the change into this transaction's history entry. */
  put(resource: Resource): Promise<void>;
  delete(mesh: MeshKey, ref: ResourceRef): Promise<void>;
  /**
   * Closes the changes put so far into one history entry: raises the mesh's revision by one and returns it.
   * A write that changes a mesh must call this exactly once.
   */
  commitRevision(mesh: MeshKey, entry: { at: number; writer: Writer; message: string }): Promise<number>;
  /** Stores a draft as a whole. It changes no mesh, so it raises no revision. */
  putDraft(draft: Draft): Promise<void>;
  deleteDraft(mesh: MeshKey, id: string): Promise<void>;
  /**
   * Changes places of cards as the mode says (lib/model/layout-api.ts); those of resources that do not exist are left
   * out, and `delete` forgets a resource's place. Raises no revision. Returns how many places were stored.
   */
  putLayout(mesh: MeshKey, change: LayoutChange): Promise<number>;
  /** Stores a mesh's settings. Raises no revision; deleting the mesh forgets them. */
  putSettings(mesh: MeshKey, settings: Required<MeshSettings>): Promise<void>;
  /** Remembers an answer; what is older than 24 hours is forgotten. */
  putClientToken(scope: string, token: string, stored: StoredToken): Promise<void>;
  putSecret(name: string, value: string): Promise<void>;
  deleteSecret(name: string): Promise<void>;
  putAccessKey(key: AccessKey): Promise<void>;
  deleteAccessKey(id: string): Promise<void>;
  putPerson(person: Person): Promise<void>;
  putNamespace(namespace: Namespace): Promise<void>;
  deleteNamespace(id: string): Promise<void>;
  putService(service: RegistryService): Promise<void>;
  deleteService(id: string): Promise<void>;
  putInstance(instance: StoredInstance): Promise<void>;
  deleteInstance(serviceId: string, instanceId: string): Promise<void>;
  putOperation(operation: RegistryOperation): Promise<void>;
  /** Stores a credential whole. It is told to the feed, as everything that proxies are let in by. */
  putProxyCredential(credential: CredentialRecord): Promise<void>;
  /** Stores a connection whole, and tells the feed. */
  putConnection(connection: ConnectionRecord): Promise<void>;
  deleteConnection(id: string): Promise<void>;
  putObserved(name: string, value: unknown): Promise<void>;
  deleteObserved(name: string): Promise<void>;
}

/** What a commit changed, told after it is durable. `seq` grows by one with each event and survives restarts. */
export type FeedEvent =
  | {
      type: 'mesh';
      seq: number;
      mesh: MeshKey;
      revision: number;
      /** Server's clock at commit, ms. */
      committedAt: number;
      writer: Writer;
      changes: readonly ResourceChange[];
    }
  | { type: 'draft'; seq: number; committedAt: number; mesh: MeshKey; draft: string; deleted: boolean }
  | { type: 'layout'; seq: number; committedAt: number; mesh: MeshKey }
  | { type: 'settings'; seq: number; committedAt: number; mesh: MeshKey }
  /** Credentials of proxies changed: read them again. */
  | { type: 'credentials'; seq: number; committedAt: number }
  /** Connections to AWS Cloud Map changed: read them again. */
  | { type: 'connections'; seq: number; committedAt: number }
  | { type: 'registry'; seq: number; committedAt: number; services: readonly RegistryChange[] };

/** The instances of one Cloud Map service after a commit; an empty list when it or its namespace is gone. */
export interface RegistryChange {
  scope: RegistryScope;
  namespaceName: string;
  serviceName: string;
  instances: readonly Instance[];
}

export interface HistoryEntry {
  revision: number;
  at: number;
  writer: Writer;
  message: string;
  changes: readonly ResourceChange[];
}

/** A remembered answer for an idempotency token. `inputHash` tells whether the input was the same. */
export interface StoredToken {
  inputHash: string;
  /** The stored output as JSON text. */
  output: string;
  at: number;
}

export interface AccessKey {
  id: string;
  /** As lib/service gives it: sealed. The store does not look inside. */
  secret: string;
  role: 'administrator' | 'editor' | 'viewer' | 'console';
  /** Shown in history as who wrote. */
  label: string;
}

export interface Person {
  name: string;
  /** scrypt hash with its salt, as text. */
  passwordHash: string;
  role: 'administrator' | 'editor' | 'viewer';
}

export interface RegistryScope {
  account: string;
  region: string;
}

export interface Namespace {
  id: string;
  scope: RegistryScope;
  name: string;
  type: 'HTTP' | 'DNS_PRIVATE' | 'DNS_PUBLIC';
  description?: string;
  vpc?: string;
  /** As sent by CreatePrivateDnsNamespace or CreatePublicDnsNamespace, given back unchanged. */
  properties?: unknown;
  createdAt: number;
  creatorRequestId?: string;
  tags: readonly Tag[];
}

export interface RegistryService {
  id: string;
  scope: RegistryScope;
  namespaceId: string;
  name: string;
  description?: string;
  createdAt: number;
  creatorRequestId?: string;
  /** As sent by CreateService, given back unchanged. */
  dnsConfig?: unknown;
  healthCheckConfig?: unknown;
  healthCheckCustomConfig?: unknown;
  /** Attributes of the service itself; those of its instances are theirs. */
  attributes?: Readonly<Record<string, string>>;
  tags: readonly Tag[];
}

export interface StoredInstance extends Instance {
  serviceId: string;
  creatorRequestId?: string;
}

/** What Cloud Map's operations do. */
export type RegistryOperationType =
  | 'CREATE_NAMESPACE'
  | 'DELETE_NAMESPACE'
  | 'UPDATE_NAMESPACE'
  | 'UPDATE_SERVICE'
  | 'REGISTER_INSTANCE'
  | 'DEREGISTER_INSTANCE';

/** What Cloud Map calls an operation. Remembered for 7 days. */
export interface RegistryOperation {
  id: string;
  scope: RegistryScope;
  type: RegistryOperationType;
  status: 'SUBMITTED' | 'PENDING' | 'SUCCESS' | 'FAIL';
  /** Ids of what it concerns. */
  targets: { NAMESPACE?: string; SERVICE?: string; INSTANCE?: string };
  createdAt: number;
  errorCode?: string;
  errorMessage?: string;
}
