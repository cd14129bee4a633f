import type { Kind, MeshKey, Resource, SpecByKind, Writer } from '@/lib/model';
import type { FeedEvent, Namespace, RegistryService, Store, StoredInstance } from '../types';

/** A store under test, and what the contract needs around it. */
export interface StoreFixture {
  store: Store;
  /** The clock that the store was given; tests move it. */
  clock: { now(): number; set(ms: number): void };
  /** What the store logged as an error. */
  errors: string[];
  /** Closes the store and opens the same data again; throws where nothing outlives the store. */
  reopen(): Promise<Store>;
  dispose(): Promise<void>;
}

export type OpenFixture = () => Promise<StoreFixture>;

export const HOME = { account: '111111111111', region: 'eu-central-1' };
export const MESH: MeshKey = { ...HOME, mesh: 'shop' };
export const WRITER: Writer = { door: 'sdk', who: 'tester', userAgent: 'vitest' };
export const ENTRY = { at: 1000.5, writer: WRITER, message: 'a change' };

/** Specs that are right for their kind, and as small as they can be. */
const SPECS: SpecByKind = {
  mesh: {},
  virtualNode: {},
  virtualRouter: { listeners: [{ portMapping: { port: 8080, protocol: 'http' } }] },
  route: {
    httpRoute: { match: { prefix: '/' }, action: { weightedTargets: [{ virtualNode: 'v1', weight: 1 }] } },
  },
  virtualService: {},
  virtualGateway: { listeners: [{ portMapping: { port: 8088, protocol: 'http' } }] },
  gatewayRoute: {
    httpRoute: { match: { prefix: '/' }, action: { target: { virtualService: { virtualServiceName: 'v' } } } },
  },
};

/** A resource of the kind, with whatever a test wants to be different. */
export function resource<K extends Kind>(kind: K, name: string, more: Partial<Resource<K>> = {}): Resource<K> {
  return {
    meshKey: MESH,
    kind,
    name,
    uid: `uid-${name}`,
    version: 1,
    createdAt: 1700000000000.25,
    lastUpdatedAt: 1700000000001.75,
    resourceOwner: HOME.account,
    spec: SPECS[kind],
    tags: [],
    writer: WRITER,
    ...more,
  };
}

/** Writes resources of one mesh in one transaction; returns the new revision. */
export function putAll(store: Store, resources: readonly Resource[], mesh: MeshKey = MESH): Promise<number> {
  return store.write(async (tx) => {
    for (const one of resources) await tx.put(one);
    return tx.commitRevision(mesh, ENTRY);
  });
}

/** Collects the events of the feed from now on. */
export function record(store: Store): FeedEvent[] {
  const events: FeedEvent[] = [];
  store.subscribe((event) => events.push(event));
  return events;
}

export const NAMESPACE: Namespace = {
  id: 'ns-1',
  scope: HOME,
  name: 'apps.local',
  type: 'HTTP',
  createdAt: 5.5,
  tags: [{ key: 'team', value: 'a' }],
};

export const SERVICE: RegistryService = {
  id: 'srv-1',
  scope: HOME,
  namespaceId: 'ns-1',
  name: 'backend',
  createdAt: 6,
  healthCheckCustomConfig: { FailureThreshold: 1 },
  attributes: { tier: 'front' },
  tags: [],
};

export const INSTANCE: StoredInstance = {
  serviceId: 'srv-1',
  id: 'i-1',
  attributes: { AWS_INSTANCE_IPV4: '10.0.0.1', version: 'v1' },
};

/** Writes a namespace, a service in it, and these instances. */
export function register(store: Store, instances: readonly StoredInstance[] = [INSTANCE]): Promise<void> {
  return store.write(async (tx) => {
    await tx.putNamespace(NAMESPACE);
    await tx.putService(SERVICE);
    for (const instance of instances) await tx.putInstance(instance);
  });
}
