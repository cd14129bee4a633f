import type { Caller, CloudMap, CloudMapOperation, RawInput } from '@/lib/service';
import * as render from './render';

/** Calls the use case of one operation and renders its result. */
export type Handler = (cloudMap: CloudMap, caller: Caller, input: RawInput) => Promise<object>;

/** Answers what Cloud Map answers where it works in the background: the operation's id. */
const inBackground = (call: (...args: Parameters<Handler>) => Promise<string>): Handler => {
  return async (...args) => ({ OperationId: await call(...args) });
};

/** Answers an empty object. */
const silent = (call: (...args: Parameters<Handler>) => Promise<void>): Handler => {
  return async (...args) => {
    await call(...args);
    return {};
  };
};

const TABLE = {
  CreateHttpNamespace: inBackground((map, ...call) => create(map, 'CreateHttpNamespace', ...call)),
  CreatePrivateDnsNamespace: inBackground((map, ...call) => create(map, 'CreatePrivateDnsNamespace', ...call)),
  CreatePublicDnsNamespace: inBackground((map, ...call) => create(map, 'CreatePublicDnsNamespace', ...call)),
  UpdateHttpNamespace: inBackground((map, ...call) => update(map, 'UpdateHttpNamespace', ...call)),
  UpdatePrivateDnsNamespace: inBackground((map, ...call) => update(map, 'UpdatePrivateDnsNamespace', ...call)),
  UpdatePublicDnsNamespace: inBackground((map, ...call) => update(map, 'UpdatePublicDnsNamespace', ...call)),
  DeleteNamespace: inBackground((map, ...call) => map.deleteNamespace(...call)),
  GetNamespace: async (map, ...call) => ({ Namespace: render.namespace(await map.getNamespace(...call)) }),
  ListNamespaces: async (map, ...call) =>
    render.page('Namespaces', await map.listNamespaces(...call), render.namespaceSummary),
  CreateService: async (map, ...call) => ({ Service: render.service(await map.createService(...call)) }),
  UpdateService: inBackground((map, ...call) => map.updateService(...call)),
  DeleteService: silent((map, ...call) => map.deleteService(...call)),
  GetService: async (map, ...call) => ({ Service: render.service(await map.getService(...call)) }),
  ListServices: async (map, ...call) => render.page('Services', await map.listServices(...call), render.serviceSummary),
  GetServiceAttributes: async (map, ...call) => ({
    ServiceAttributes: render.serviceAttributes(await map.getServiceAttributes(...call)),
  }),
  UpdateServiceAttributes: silent((map, ...call) => map.updateServiceAttributes(...call)),
  DeleteServiceAttributes: silent((map, ...call) => map.deleteServiceAttributes(...call)),
  RegisterInstance: inBackground((map, ...call) => map.registerInstance(...call)),
  DeregisterInstance: inBackground((map, ...call) => map.deregisterInstance(...call)),
  GetInstance: async (map, caller, input) => ({
    ResourceOwner: caller.account,
    Instance: render.instance(await map.getInstance(caller, input)),
  }),
  ListInstances: async (map, caller, input) => ({
    ResourceOwner: caller.account,
    ...render.page('Instances', await map.listInstances(caller, input), render.instanceSummary),
  }),
  GetInstancesHealthStatus: async (map, ...call) => {
    const { items, nextToken } = await map.getInstancesHealthStatus(...call);
    return { Status: render.healthStatus(items), NextToken: nextToken };
  },
  UpdateInstanceCustomHealthStatus: silent((map, ...call) => map.updateInstanceCustomHealthStatus(...call)),
  DiscoverInstances: async (map, ...call) => render.discovered(await map.discoverInstances(...call)),
  DiscoverInstancesRevision: async (map, ...call) => ({
    InstancesRevision: await map.discoverInstancesRevision(...call),
  }),
  GetOperation: async (map, ...call) => ({ Operation: render.operation(await map.getOperation(...call)) }),
  ListOperations: async (map, ...call) =>
    render.page('Operations', await map.listOperations(...call), ({ id, status }) => ({ Id: id, Status: status })),
  TagResource: silent((map, ...call) => map.tagResource(...call)),
  UntagResource: silent((map, ...call) => map.untagResource(...call)),
  ListTagsForResource: async (map, ...call) => ({ Tags: render.tags(await map.listTags(...call)) }),
} satisfies Record<CloudMapOperation, Handler>;

/** The operations that are served, by name. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(Object.entries(TABLE));

function create(
  map: CloudMap,
  operation: Parameters<CloudMap['createNamespace']>[1],
  caller: Caller,
  input: RawInput,
): Promise<string> {
  return map.createNamespace(caller, operation, input);
}

function update(
  map: CloudMap,
  operation: Parameters<CloudMap['updateNamespace']>[1],
  caller: Caller,
  input: RawInput,
): Promise<string> {
  return map.updateNamespace(caller, operation, input);
}
