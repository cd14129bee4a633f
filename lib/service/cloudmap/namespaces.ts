import type { Namespace, ReadTx, WriteTx } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import type { RawInput } from '../input';
import type { Page } from '../paging';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { type FilterRule, filterItems } from './filters';
import { getNamespace, scopeOf } from './find';
import { newId, registryArn } from './ids';
import { readInput } from './input';
import { succeeded } from './operations';
import { pageBy } from './paging';
import { withTags } from './tagging';

/** A namespace as it is shown. */
export interface NamespaceView extends Namespace {
  arn: string;
  serviceCount: number;
}

export type CreateNamespaceOperation = 'CreateHttpNamespace' | 'CreatePrivateDnsNamespace' | 'CreatePublicDnsNamespace';
export type UpdateNamespaceOperation = 'UpdateHttpNamespace' | 'UpdatePrivateDnsNamespace' | 'UpdatePublicDnsNamespace';

const TYPES = {
  CreateHttpNamespace: 'HTTP',
  CreatePrivateDnsNamespace: 'DNS_PRIVATE',
  CreatePublicDnsNamespace: 'DNS_PUBLIC',
  UpdateHttpNamespace: 'HTTP',
  UpdatePrivateDnsNamespace: 'DNS_PRIVATE',
  UpdatePublicDnsNamespace: 'DNS_PUBLIC',
} as const satisfies Record<CreateNamespaceOperation | UpdateNamespaceOperation, Namespace['type']>;

/**
 * Create…Namespace: returns the operation's id. DNS namespaces are kept and answer DiscoverInstances; no DNS zone is
 * made here. A request that is sent again with its CreatorRequestId gets its first operation.
 */
export function createNamespace(
  deps: CloudMapDeps,
  caller: Caller,
  operation: CreateNamespaceOperation,
  raw: RawInput,
): Promise<string> {
  authorize(caller, 'write');
  const input = readInput(operation, raw);
  const namespace: Namespace = {
    id: newId('namespace', deps.random),
    scope: scopeOf(caller),
    name: input.Name,
    type: TYPES[operation],
    ...(input.Description !== undefined && { description: input.Description }),
    ...('Vpc' in input && { vpc: input.Vpc }),
    ...('Properties' in input && input.Properties && { properties: input.Properties }),
    createdAt: deps.clock.now(),
    ...(input.CreatorRequestId !== undefined && { creatorRequestId: input.CreatorRequestId }),
    tags: withTags([], input.Tags ?? [], input.Name),
  };
  return write(deps, async (tx) => {
    const known = await tx.namespaces(namespace.scope);
    const same = known.find((each) => each.name === namespace.name);
    if (same) return earlierCreation(tx, same, namespace);
    requireRoom(known.length, deps.quotas.namespaces);
    await tx.putNamespace(namespace);
    return succeeded(tx, deps, caller, { type: 'CREATE_NAMESPACE', targets: { NAMESPACE: namespace.id } });
  });
}

/** The operation of the same request, sent before; any other namespace of that name stands in the way. */
async function earlierCreation(tx: ReadTx, there: Namespace, wanted: Namespace): Promise<string> {
  const { creatorRequestId } = there;
  if (creatorRequestId !== undefined && creatorRequestId === wanted.creatorRequestId && there.type === wanted.type) {
    const operations = await tx.operations(there.scope);
    const first = operations.find((each) => each.type === 'CREATE_NAMESPACE' && each.targets.NAMESPACE === there.id);
    if (first) return first.id;
  }
  throw new CloudMapError('NamespaceAlreadyExists', `A namespace with the name ${there.name} exists already.`, {
    NamespaceId: there.id,
    ...(creatorRequestId !== undefined && { CreatorRequestId: creatorRequestId }),
  });
}

function requireRoom(there: number, quota: number): void {
  if (there < quota) return;
  const message = `There are ${there} namespaces already, the quota is ${quota}.`;
  throw new CloudMapError('ResourceLimitExceeded', message);
}

/** Update…Namespace: returns the operation's id. What is absent stays as it is. */
export function updateNamespace(
  deps: CloudMapDeps,
  caller: Caller,
  operation: UpdateNamespaceOperation,
  raw: RawInput,
): Promise<string> {
  authorize(caller, 'write');
  const { Id: id, Namespace: change } = readInput(operation, raw);
  return write(deps, async (tx) => {
    const namespace = await getNamespace(tx, caller, id);
    if (namespace.type !== TYPES[operation]) {
      throw new CloudMapError('InvalidInput', `Id: namespace ${namespace.id} has the type ${namespace.type}`);
    }
    await tx.putNamespace({
      ...namespace,
      ...(change.Description !== undefined && { description: change.Description }),
      ...('Properties' in change && change.Properties && { properties: change.Properties }),
    });
    return succeeded(tx, deps, caller, { type: 'UPDATE_NAMESPACE', targets: { NAMESPACE: namespace.id } });
  });
}

/** DeleteNamespace: returns the operation's id. */
export function deleteNamespace(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<string> {
  authorize(caller, 'write');
  const input = readInput('DeleteNamespace', raw);
  return write(deps, async (tx) => {
    const namespace = await getNamespace(tx, caller, input.Id);
    await requireEmpty(tx, namespace);
    await tx.deleteNamespace(namespace.id);
    return succeeded(tx, deps, caller, { type: 'DELETE_NAMESPACE', targets: { NAMESPACE: namespace.id } });
  });
}

async function requireEmpty(tx: WriteTx, namespace: Namespace): Promise<void> {
  const services = await tx.services(namespace.scope, namespace.id);
  if (services.length === 0) return;
  const names = services.slice(0, 3).map((service) => service.name);
  const message = `Namespace ${namespace.name} has ${services.length} services (${names.join(', ')}${services.length > 3 ? ', …' : ''}).`;
  throw new CloudMapError('ResourceInUse', message);
}

/** GetNamespace */
export function describeNamespace(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<NamespaceView> {
  authorize(caller, 'read');
  const input = readInput('GetNamespace', raw);
  return read(deps, async (tx) => {
    const namespace = await getNamespace(tx, caller, input.Id);
    return counted(tx, namespace);
  });
}

const RULES: Readonly<Record<string, FilterRule<Namespace>>> = {
  TYPE: { valuesOf: ({ type }) => [type], conditions: ['EQ', 'BEGINS_WITH'] },
  NAME: { valuesOf: ({ name }) => [name], conditions: ['EQ', 'BEGINS_WITH'] },
  HTTP_NAME: { valuesOf: ({ name }) => [name], conditions: ['EQ', 'BEGINS_WITH'] },
  RESOURCE_OWNER: { valuesOf: () => ['SELF'], conditions: ['EQ'] },
};

/** ListNamespaces: by name. */
export function listNamespaces(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<Page<NamespaceView>> {
  authorize(caller, 'read');
  const input = readInput('ListNamespaces', raw);
  const filters = input.Filters ?? [];
  return read(deps, async (tx) => {
    const namespaces = filterItems(await tx.namespaces(scopeOf(caller)), filters, RULES);
    const page = pageBy(namespaces, input, `namespaces ${JSON.stringify(filters)}`, (namespace) => namespace.name);
    const items: NamespaceView[] = [];
    for (const namespace of page.items) items.push(await counted(tx, namespace));
    return { ...page, items };
  });
}

async function counted(tx: ReadTx, namespace: Namespace): Promise<NamespaceView> {
  const arn = registryArn('namespace', namespace.scope, namespace.id);
  return { ...namespace, arn, serviceCount: await tx.countServices(namespace) };
}
