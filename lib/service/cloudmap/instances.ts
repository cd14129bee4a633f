import type { RegistryService, StoredInstance, WriteTx } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import type { RawInput } from '../input';
import type { Page } from '../paging';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { getInstance, getService } from './find';
import { readInput } from './input';
import { requireFittingAttributes } from './instance-attributes';
import { succeeded } from './operations';
import { pageBy } from './paging';
import type { CloudMapInput } from './schemas';

/** RegisterInstance: makes or replaces an instance and returns the operation's id. */
export function registerInstance(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<string> {
  authorize(caller, 'write');
  const input = readInput('RegisterInstance', raw);
  return write(deps, async (tx) => {
    const service = await getService(tx, caller, input.ServiceId);
    requireFittingAttributes(service, input.Attributes);
    const before = await tx.instance(service.id, input.InstanceId);
    if (!before) await requireRoom(tx, service, deps.quotas.instancesPerService);
    await tx.putInstance(newInstance(service, before, input));
    const targets = { INSTANCE: input.InstanceId, SERVICE: service.id };
    return succeeded(tx, deps, caller, { type: 'REGISTER_INSTANCE', targets });
  });
}

function newInstance(
  service: RegistryService,
  before: StoredInstance | undefined,
  input: CloudMapInput<'RegisterInstance'>,
): StoredInstance {
  const health = service.healthCheckCustomConfig === undefined ? undefined : healthOf(before, input.Attributes);
  return {
    serviceId: service.id,
    id: input.InstanceId,
    attributes: input.Attributes,
    ...(health && { health }),
    ...(input.CreatorRequestId !== undefined && { creatorRequestId: input.CreatorRequestId }),
  };
}

/** AWS_INIT_HEALTH_STATUS is where a new instance starts; one that is known keeps the health that was last reported. */
function healthOf(before: StoredInstance | undefined, attributes: Readonly<Record<string, string>>) {
  return before?.health ?? (attributes.AWS_INIT_HEALTH_STATUS === 'UNHEALTHY' ? 'UNHEALTHY' : 'HEALTHY');
}

async function requireRoom(tx: WriteTx, service: RegistryService, quota: number): Promise<void> {
  const there = await tx.countInstances(service.id);
  if (there < quota) return;
  const message = `Service ${service.name} has ${there} instances already, the quota is ${quota}.`;
  throw new CloudMapError('ResourceLimitExceeded', message);
}

/** DeregisterInstance: returns the operation's id. */
export function deregisterInstance(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<string> {
  authorize(caller, 'write');
  const input = readInput('DeregisterInstance', raw);
  return write(deps, async (tx) => {
    const service = await getService(tx, caller, input.ServiceId);
    const instance = await getInstance(tx, service, input.InstanceId);
    await tx.deleteInstance(service.id, instance.id);
    const targets = { INSTANCE: instance.id, SERVICE: service.id };
    return succeeded(tx, deps, caller, { type: 'DEREGISTER_INSTANCE', targets });
  });
}

/** GetInstance */
export function describeInstance(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<StoredInstance> {
  authorize(caller, 'read');
  const input = readInput('GetInstance', raw);
  return read(deps, async (tx) => getInstance(tx, await getService(tx, caller, input.ServiceId), input.InstanceId));
}

/** ListInstances: by id. */
export function listInstances(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<Page<StoredInstance>> {
  authorize(caller, 'read');
  const input = readInput('ListInstances', raw);
  return read(deps, async (tx) => {
    const service = await getService(tx, caller, input.ServiceId);
    const instances = await tx.instances(service.id);
    return pageBy(instances, input, `instances ${service.id}`, (instance) => instance.id);
  });
}
