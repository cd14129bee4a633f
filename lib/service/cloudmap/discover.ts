import type { Namespace, RegistryService, StoredInstance } from '@/lib/store';
import { authorize } from '../authorize';
import type { Caller } from '../caller';
import { read } from '../deps';
import type { RawInput } from '../input';
import type { CloudMapDeps } from './deps';
import { findByName } from './find';
import { healthOf } from './health';
import { readInput } from './input';
import type { CloudMapInput } from './schemas';

/** Cloud Map's number of answers where MaxResults is absent. */
const DEFAULT_RESULTS = 100;

export interface Discovered {
  namespace: Namespace;
  service: RegistryService;
  instances: StoredInstance[];
  /** Grows with each change of the service's instances. */
  revision: number;
}

/** DiscoverInstances */
export async function discoverInstances(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<Discovered> {
  const input = readInput('DiscoverInstances', raw);
  authorize(caller, 'read', input.OwnerAccount);
  return read(deps, async (tx) => {
    const { namespace, service } = await findByName(tx, caller, input);
    const instances = choose(service, await tx.instances(service.id), input);
    return { namespace, service, instances, revision: await tx.instancesRevision(service.id) };
  });
}

/** DiscoverInstancesRevision */
export async function discoverInstancesRevision(deps: CloudMapDeps, caller: Caller, raw: RawInput): Promise<number> {
  const input = readInput('DiscoverInstancesRevision', raw);
  authorize(caller, 'read', input.OwnerAccount);
  return read(deps, async (tx) => tx.instancesRevision((await findByName(tx, caller, input)).service.id));
}

function choose(
  service: RegistryService,
  instances: readonly StoredInstance[],
  input: CloudMapInput<'DiscoverInstances'>,
): StoredInstance[] {
  const wanted = instances.filter((instance) => hasAll(instance, input.QueryParameters));
  const preferred = wanted.filter((instance) => hasAll(instance, input.OptionalParameters));
  const scoped = preferred.length > 0 ? preferred : wanted;
  // Cloud Map ignores the status for services without a health check.
  const found = service.healthCheckCustomConfig === undefined ? scoped : byHealth(scoped, input.HealthStatus);
  return found.slice(0, input.MaxResults ?? DEFAULT_RESULTS);
}

function hasAll(instance: StoredInstance, wanted: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => instance.attributes[key] === value);
}

function byHealth(
  instances: StoredInstance[],
  status: CloudMapInput<'DiscoverInstances'>['HealthStatus'] = 'ALL',
): StoredInstance[] {
  if (status === 'ALL') return instances;
  if (status !== 'HEALTHY_OR_ELSE_ALL') return instances.filter((instance) => healthOf(instance) === status);
  const healthy = instances.filter((instance) => healthOf(instance) === 'HEALTHY');
  return healthy.length > 0 ? healthy : instances;
}
