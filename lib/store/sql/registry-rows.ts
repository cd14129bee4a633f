import type { Namespace, RegistryOperation, RegistryService, StoredInstance } from '../types';
import type { InstanceTable, NamespaceTable, OperationTable, ServiceTable } from './schema';

/** Member only when the column holds something: absent stays absent. */
function optional<K extends string, V>(name: K, value: V | null): { [key in K]?: V } {
  return value === null ? {} : ({ [name]: value } as { [key in K]?: V });
}

const optionalJson = <K extends string>(name: K, text: string | null) =>
  optional(name, text === null ? null : (JSON.parse(text) as unknown));

const jsonOrNull = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

export function namespaceRow(namespace: Namespace): NamespaceTable {
  return {
    account: namespace.scope.account,
    region: namespace.scope.region,
    id: namespace.id,
    name: namespace.name,
    type: namespace.type,
    description: namespace.description ?? null,
    vpc: namespace.vpc ?? null,
    properties: jsonOrNull(namespace.properties),
    created_at: namespace.createdAt,
    creator_request_id: namespace.creatorRequestId ?? null,
    tags: JSON.stringify(namespace.tags),
  };
}

export function toNamespace(row: NamespaceTable): Namespace {
  return {
    id: row.id,
    scope: { account: row.account, region: row.region },
    name: row.name,
    type: row.type as Namespace['type'],
    ...optional('description', row.description),
    ...optional('vpc', row.vpc),
    ...optionalJson('properties', row.properties),
    createdAt: row.created_at,
    ...optional('creatorRequestId', row.creator_request_id),
    tags: JSON.parse(row.tags),
  };
}

export function serviceRow(service: RegistryService): ServiceTable {
  return {
    account: service.scope.account,
    region: service.scope.region,
    id: service.id,
    namespace_id: service.namespaceId,
    name: service.name,
    description: service.description ?? null,
    created_at: service.createdAt,
    creator_request_id: service.creatorRequestId ?? null,
    dns_config: jsonOrNull(service.dnsConfig),
    health_check_config: jsonOrNull(service.healthCheckConfig),
    health_check_custom_config: jsonOrNull(service.healthCheckCustomConfig),
    attributes: jsonOrNull(service.attributes),
    tags: JSON.stringify(service.tags),
  };
}

export function toService(row: ServiceTable): RegistryService {
  return {
    id: row.id,
    scope: { account: row.account, region: row.region },
    namespaceId: row.namespace_id,
    name: row.name,
    ...optional('description', row.description),
    createdAt: row.created_at,
    ...optional('creatorRequestId', row.creator_request_id),
    ...optionalJson('dnsConfig', row.dns_config),
    ...optionalJson('healthCheckConfig', row.health_check_config),
    ...optionalJson('healthCheckCustomConfig', row.health_check_custom_config),
    ...(row.attributes !== null && { attributes: JSON.parse(row.attributes) }),
    tags: JSON.parse(row.tags),
  };
}

export function instanceRow(instance: StoredInstance): InstanceTable {
  return {
    service_id: instance.serviceId,
    id: instance.id,
    attributes: JSON.stringify(instance.attributes),
    health: instance.health ?? null,
    creator_request_id: instance.creatorRequestId ?? null,
  };
}

export function toInstance(row: InstanceTable): StoredInstance {
  return {
    serviceId: row.service_id,
    id: row.id,
    attributes: JSON.parse(row.attributes),
    ...optional('health', row.health as StoredInstance['health'] | null),
    ...optional('creatorRequestId', row.creator_request_id),
  };
}

export function operationRow(operation: RegistryOperation): OperationTable {
  return {
    account: operation.scope.account,
    region: operation.scope.region,
    id: operation.id,
    type: operation.type,
    status: operation.status,
    targets: JSON.stringify(operation.targets),
    created_at: operation.createdAt,
    error_code: operation.errorCode ?? null,
    error_message: operation.errorMessage ?? null,
  };
}

export function toOperation(row: OperationTable): RegistryOperation {
  return {
    id: row.id,
    scope: { account: row.account, region: row.region },
    type: row.type as RegistryOperation['type'],
    status: row.status as RegistryOperation['status'],
    targets: JSON.parse(row.targets),
    createdAt: row.created_at,
    ...optional('errorCode', row.error_code),
    ...optional('errorMessage', row.error_message),
  };
}

/** Sorts by id in code unit order. */
export function sortedById<T extends { id: string }>(items: T[]): T[] {
  return items.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
