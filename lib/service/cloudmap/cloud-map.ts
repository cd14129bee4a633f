import type { Tag } from '@/lib/model';
import type { RegistryOperation, StoredInstance } from '@/lib/store';
import type { Caller } from '../caller';
import type { RawInput } from '../input';
import type { Page } from '../paging';
import type { CloudMapDeps } from './deps';
import { type Discovered, discoverInstances, discoverInstancesRevision } from './discover';
import { getInstancesHealthStatus, updateInstanceCustomHealthStatus } from './health';
import { deregisterInstance, describeInstance, listInstances, registerInstance } from './instances';
import {
  type CreateNamespaceOperation,
  createNamespace,
  deleteNamespace,
  describeNamespace,
  listNamespaces,
  type NamespaceView,
  type UpdateNamespaceOperation,
  updateNamespace,
} from './namespaces';
import { getOperation, listOperations } from './operations';
import {
  deleteServiceAttributes,
  getServiceAttributes,
  type ServiceAttributesView,
  updateServiceAttributes,
} from './service-attributes';
import {
  createService,
  deleteService,
  describeService,
  listServices,
  type ServiceView,
  updateService,
} from './services';
import { listTags, tagResource, untagResource } from './tags';

/**
 * Cloud Map's use cases. Inputs have Cloud Map's member names and are validated here; everything throws CloudMapError
 * or ServiceError. What Cloud Map runs in the background gives its operation's id.
 */
export interface CloudMap {
  createNamespace(caller: Caller, operation: CreateNamespaceOperation, input: RawInput): Promise<string>;
  updateNamespace(caller: Caller, operation: UpdateNamespaceOperation, input: RawInput): Promise<string>;
  deleteNamespace(caller: Caller, input: RawInput): Promise<string>;
  getNamespace(caller: Caller, input: RawInput): Promise<NamespaceView>;
  listNamespaces(caller: Caller, input: RawInput): Promise<Page<NamespaceView>>;

  createService(caller: Caller, input: RawInput): Promise<ServiceView>;
  updateService(caller: Caller, input: RawInput): Promise<string>;
  deleteService(caller: Caller, input: RawInput): Promise<void>;
  getService(caller: Caller, input: RawInput): Promise<ServiceView>;
  listServices(caller: Caller, input: RawInput): Promise<Page<ServiceView>>;

  getServiceAttributes(caller: Caller, input: RawInput): Promise<ServiceAttributesView>;
  updateServiceAttributes(caller: Caller, input: RawInput): Promise<void>;
  deleteServiceAttributes(caller: Caller, input: RawInput): Promise<void>;

  registerInstance(caller: Caller, input: RawInput): Promise<string>;
  deregisterInstance(caller: Caller, input: RawInput): Promise<string>;
  getInstance(caller: Caller, input: RawInput): Promise<StoredInstance>;
  listInstances(caller: Caller, input: RawInput): Promise<Page<StoredInstance>>;
  getInstancesHealthStatus(caller: Caller, input: RawInput): Promise<Page<StoredInstance>>;
  updateInstanceCustomHealthStatus(caller: Caller, input: RawInput): Promise<void>;
  discoverInstances(caller: Caller, input: RawInput): Promise<Discovered>;
  discoverInstancesRevision(caller: Caller, input: RawInput): Promise<number>;

  getOperation(caller: Caller, input: RawInput): Promise<RegistryOperation>;
  listOperations(caller: Caller, input: RawInput): Promise<Page<RegistryOperation>>;
  tagResource(caller: Caller, input: RawInput): Promise<void>;
  untagResource(caller: Caller, input: RawInput): Promise<void>;
  listTags(caller: Caller, input: RawInput): Promise<readonly Tag[]>;
}

/** Binds the use cases to their store, clock and settings. */
export function createCloudMap(deps: CloudMapDeps): CloudMap {
  return {
    createNamespace: (...call) => createNamespace(deps, ...call),
    updateNamespace: (...call) => updateNamespace(deps, ...call),
    deleteNamespace: (...call) => deleteNamespace(deps, ...call),
    getNamespace: (...call) => describeNamespace(deps, ...call),
    listNamespaces: (...call) => listNamespaces(deps, ...call),
    createService: (...call) => createService(deps, ...call),
    updateService: (...call) => updateService(deps, ...call),
    deleteService: (...call) => deleteService(deps, ...call),
    getService: (...call) => describeService(deps, ...call),
    listServices: (...call) => listServices(deps, ...call),
    getServiceAttributes: (...call) => getServiceAttributes(deps, ...call),
    updateServiceAttributes: (...call) => updateServiceAttributes(deps, ...call),
    deleteServiceAttributes: (...call) => deleteServiceAttributes(deps, ...call),
    registerInstance: (...call) => registerInstance(deps, ...call),
    deregisterInstance: (...call) => deregisterInstance(deps, ...call),
    getInstance: (...call) => describeInstance(deps, ...call),
    listInstances: (...call) => listInstances(deps, ...call),
    getInstancesHealthStatus: (...call) => getInstancesHealthStatus(deps, ...call),
    updateInstanceCustomHealthStatus: (...call) => updateInstanceCustomHealthStatus(deps, ...call),
    discoverInstances: (...call) => discoverInstances(deps, ...call),
    discoverInstancesRevision: (...call) => discoverInstancesRevision(deps, ...call),
    getOperation: (...call) => getOperation(deps, ...call),
    listOperations: (...call) => listOperations(deps, ...call),
    tagResource: (...call) => tagResource(deps, ...call),
    untagResource: (...call) => untagResource(deps, ...call),
    listTags: (...call) => listTags(deps, ...call),
  };
}
