import { isDeepStrictEqual } from 'node:util';
import type { Namespace, ReadTx, RegistryService } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import type { RawInput } from '../input';
import type { Page } from '../paging';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { type Filter, type FilterRule, filterItems } from './filters';
import { getNamespace, getService, scopeOf } from './find';
import { newId, parseRegistryArn, registryArn } from './ids';
import { readInput } from './input';
import { succeeded } from './operations';
import { pageBy } from './paging';
import type { CloudMapInput } from './schemas';
import { dnsConfigOf, requireFittingConfig } from './service-config';
import { withTags } from './tagging';

/** A service as it is shown. */
export interface ServiceView extends RegistryService {
  arn: string;
  instanceCount: number;
}

/**
 * CreateService: made at once. A request that is sent again with its CreatorRequestId and the same members gets the
 * service that it made.
 */
export function createService(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<ServiceView> {
  authorize(caller, 'write');
  const input = readInput('CreateService', raw);
  const namespaceId = input.NamespaceId ?? input.DnsConfig?.NamespaceId;
  if (namespaceId === undefined) throw new CloudMapError('InvalidInput', 'NamespaceId: is required');
  return write(deps, async (tx) => {
    const namespace = await getNamespace(tx, caller, namespaceId);
    requireFittingConfig(namespace, input);
    const service = newService(deps, namespace, input);
    const siblings = await tx.services(namespace.scope, namespace.id);
    const same = siblings.find((each) => sameName(namespace, each.name, service.name));
    if (same) return counted(tx, earlierCreation(same, service));
    requireRoom(siblings.length, deps.quotas.servicesPerNamespace);
    await tx.putService(service);
    return view(service, 0);
  });
}

function newService(deps: CloudMapDeps, namespace: Namespace, input: CloudMapInput<'CreateService'>): RegistryService {
  return {
    id: newId('service', deps.random),
    scope: namespace.scope,
    namespaceId: namespace.id,
    name: input.Name,
    ...(input.Description !== undefined && { description: input.Description }),
    createdAt: deps.clock.now(),
    ...(input.CreatorRequestId !== undefined && { creatorRequestId: input.CreatorRequestId }),
    ...(input.DnsConfig && { dnsConfig: input.DnsConfig }),
    ...(input.HealthCheckConfig && { healthCheckConfig: input.HealthCheckConfig }),
    ...(input.HealthCheckCustomConfig && { healthCheckCustomConfig: input.HealthCheckCustomConfig }),
    tags: withTags([], input.Tags ?? [], input.Name),
  };
}

/** Names in DNS know no case. */
function sameName(namespace: Namespace, one: string, other: string): boolean {
  return namespace.type === 'HTTP' ? one === other : one.toLowerCase() === other.toLowerCase();
}

function earlierCreation(there: RegistryService, wanted: RegistryService): RegistryService {
  const { id, creatorRequestId } = there;
  const { attributes } = there;
  const again = { ...wanted, id, createdAt: there.createdAt, ...(attributes && { attributes }) };
  if (creatorRequestId !== undefined && isDeepStrictEqual(there, again)) return there;
  throw new CloudMapError('ServiceAlreadyExists', `A service with the name ${there.name} exists already.`, {
    ServiceId: id,
    ServiceArn: registryArn('service', there.scope, id),
    ...(creatorRequestId !== undefined && { CreatorRequestId: creatorRequestId }),
  });
}

function requireRoom(there: number, quota: number): void {
  if (there < quota) return;
  const message = `The namespace has ${there} services already, the quota is ${quota}.`;
  throw new CloudMapError('ResourceLimitExceeded', message);
}

/**
 * UpdateService: returns the operation's id. As with Cloud Map, DNS records and health check that are absent are
 * deleted, the custom health check stays.
 */
export function updateService(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<string> {
  authorize(caller, 'write');
  const input = readInput('UpdateService', raw);
  return write(deps, async (tx) => {
    const service = await getService(tx, caller, input.Id);
    const { dnsConfig: _dns, healthCheckConfig: _health, ...rest } = service;
    const { Description: description, DnsConfig: dns, HealthCheckConfig: health } = input.Service;
    const config = {
      HealthCheckConfig: health,
      HealthCheckCustomConfig: service.healthCheckCustomConfig,
      DnsConfig: dns,
    };
    requireFittingConfig(await getNamespace(tx, caller, service.namespaceId), config);
    await tx.putService({
      ...rest,
      ...(description !== undefined && { description }),
      ...(dns && { dnsConfig: { ...dnsConfigOf(service), DnsRecords: dns.DnsRecords } }),
      ...(health && { healthCheckConfig: health }),
    });
    return succeeded(tx, deps, caller, { type: 'UPDATE_SERVICE', targets: { SERVICE: service.id } });
  });
}

/** DeleteService: at once; refused while it has instances (the controller tries again then). */
export function deleteService(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<void> {
  authorize(caller, 'write');
  const input = readInput('DeleteService', raw);
  return write(deps, async (tx) => {
    const service = await getService(tx, caller, input.Id);
    const count = await tx.countInstances(service.id);
    if (count > 0) {
      throw new CloudMapError('ResourceInUse', `Service ${service.name} has registered instances (${count}).`);
    }
    await tx.deleteService(service.id);
  });
}

/** GetService */
export function describeService(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<ServiceView> {
  authorize(caller, 'read');
  const input = readInput('GetService', raw);
  return read(deps, async (tx) => counted(tx, await getService(tx, caller, input.Id)));
}

const RULES: Readonly<Record<string, FilterRule<RegistryService>>> = {
  NAMESPACE_ID: {
    valuesOf: ({ namespaceId, scope }) => [namespaceId, registryArn('namespace', scope, namespaceId)],
    conditions: ['EQ'],
  },
  RESOURCE_OWNER: { valuesOf: () => ['SELF'], conditions: ['EQ'] },
};

/** ListServices: by name. */
export function listServices(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<Page<ServiceView>> {
  authorize(caller, 'read');
  const input = readInput('ListServices', raw);
  const filters = input.Filters ?? [];
  return read(deps, async (tx) => {
    const services = filterItems(await tx.services(scopeOf(caller), namespaceIn(filters)), filters, RULES);
    const scope = `services ${JSON.stringify(filters)}`;
    const page = pageBy(services, input, scope, (service) => `${service.name} ${service.id}`);
    const items: ServiceView[] = [];
    for (const service of page.items) items.push(await counted(tx, service));
    return { ...page, items };
  });
}

/** The namespace that is asked for, if one is: so that a poll of one namespace does not read all services. */
function namespaceIn(filters: readonly Filter[]): string | undefined {
  const value = filters.find((filter) => filter.Name === 'NAMESPACE_ID')?.Values[0];
  return value === undefined ? undefined : (parseRegistryArn(value)?.id ?? value);
}

async function counted(tx: ReadTx, service: RegistryService): Promise<ServiceView> {
  return view(service, await tx.countInstances(service.id));
}

function view(service: RegistryService, instanceCount: number): ServiceView {
  return { ...service, arn: registryArn('service', service.scope, service.id), instanceCount };
}
