import type { Namespace, ReadTx, RegistryScope, RegistryService, StoredInstance } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { CloudMapError } from './errors';
import { parseRegistryArn, type RegistryKind } from './ids';

/** The account and region in which a caller's names and ids are looked up. */
export function scopeOf(caller: Caller): RegistryScope {
  return { account: caller.account, region: caller.region };
}

/** Whether something lies in the caller's own account and region. Sharing between accounts does not exist here. */
export function inScope(caller: Caller, scope: RegistryScope): boolean {
  return scope.account === caller.account && scope.region === caller.region;
}

/** Many operations take an id or an ARN. An ARN of another account is refused, one of another kind names nothing. */
function idOf(caller: Caller, kind: RegistryKind, idOrArn: string): string | undefined {
  if (!idOrArn.startsWith('arn:')) return idOrArn;
  const parsed = parseRegistryArn(idOrArn);
  if (!parsed) return undefined;
  authorize(caller, 'read', parsed.scope.account);
  return parsed.kind === kind && inScope(caller, parsed.scope) ? parsed.id : undefined;
}

/** The namespace with this id or ARN, or NamespaceNotFound. */
export async function getNamespace(tx: ReadTx, caller: Caller, idOrArn: string): Promise<Namespace> {
  const id = idOf(caller, 'namespace', idOrArn);
  const namespace = id === undefined ? undefined : await tx.namespace(id);
  if (namespace && inScope(caller, namespace.scope)) return namespace;
  throw new CloudMapError('NamespaceNotFound', `No namespace with the id ${idOrArn} exists.`);
}

/** The service with this id or ARN, or ServiceNotFound. */
export async function getService(tx: ReadTx, caller: Caller, idOrArn: string): Promise<RegistryService> {
  const id = idOf(caller, 'service', idOrArn);
  const service = id === undefined ? undefined : await tx.service(id);
  if (service && inScope(caller, service.scope)) return service;
  throw new CloudMapError('ServiceNotFound', `No service with the id ${idOrArn} exists.`);
}

/** The instance with this id, or InstanceNotFound. */
export async function getInstance(tx: ReadTx, service: RegistryService, instanceId: string): Promise<StoredInstance> {
  const instance = await tx.instance(service.id, instanceId);
  if (instance) return instance;
  throw new CloudMapError('InstanceNotFound', `No instance with the id ${instanceId} exists in service ${service.id}.`);
}

/** The service with these names, or the NotFound of whichever is missing. */
export async function findByName(
  tx: ReadTx,
  caller: Caller,
  names: { NamespaceName: string; ServiceName: string },
): Promise<{ namespace: Namespace; service: RegistryService }> {
  const namespaces = await tx.namespaces(scopeOf(caller));
  const namespace = namespaces.find((each) => each.name === names.NamespaceName);
  if (!namespace) {
    throw new CloudMapError('NamespaceNotFound', `No namespace with the name ${names.NamespaceName} exists.`);
  }
  const services = await tx.services(scopeOf(caller), namespace.id);
  const service = services.find((each) => each.name === names.ServiceName);
  if (service) return { namespace, service };
  const where = `namespace ${names.NamespaceName}`;
  throw new CloudMapError('ServiceNotFound', `No service with the name ${names.ServiceName} exists in ${where}.`);
}
