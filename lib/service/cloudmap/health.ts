import type { StoredInstance } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read, write } from '../deps';
import type { RawInput } from '../input';
import type { Page } from '../paging';
import type { CloudMapDeps } from './deps';
import { CloudMapError } from './errors';
import { getInstance, getService } from './find';
import { readInput } from './input';
import { pageBy } from './paging';

export type HealthStatus = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';

/** The health of an instance; UNKNOWN where nobody reports it (no custom health check). */
export function healthOf(instance: StoredInstance): HealthStatus {
  return instance.health ?? 'UNKNOWN';
}

/** GetInstancesHealthStatus: of those that are asked for, or of all. */
export function getInstancesHealthStatus(
  deps: CloudMapDeps,
  caller: Caller,
  raw: RawInput,
): Promise<Page<StoredInstance>> {
  authorize(caller, 'read');
  const input = readInput('GetInstancesHealthStatus', raw);
  return read(deps, async (tx) => {
    const service = await getService(tx, caller, input.ServiceId);
    const asked = input.Instances && [...new Set(input.Instances)].sort();
    const instances: StoredInstance[] = asked ? [] : await tx.instances(service.id);
    for (const id of asked ?? []) instances.push(await getInstance(tx, service, id));
    const scope = `health ${service.id} ${JSON.stringify(asked)}`;
    return pageBy(instances, input, scope, (instance) => instance.id);
  });
}

/** UpdateInstanceCustomHealthStatus: in effect at once (Cloud Map waits about 30 s). */
export function updateInstanceCustomHealthStatus(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<void> {
  authorize(caller, 'write');
  const input = readInput('UpdateInstanceCustomHealthStatus', raw);
  return write(deps, async (tx) => {
    const service = await getService(tx, caller, input.ServiceId);
    const instance = await getInstance(tx, service, input.InstanceId);
    if (service.healthCheckCustomConfig === undefined) {
      throw new CloudMapError('CustomHealthNotFound', `Service ${service.id} has no custom health check.`);
    }
    await tx.putInstance({ ...instance, health: input.Status });
  });
}
