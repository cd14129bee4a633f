import type { AwsCloudMapServiceDiscovery } from './generated/shapes';

/** One place where a Cloud Map instance can be reached, as its registry holds it. */
export interface Instance {
  id: string;
  attributes: Readonly<Record<string, string>>;
  /** Custom health as last reported; absent when the service has no custom health check. */
  health?: 'HEALTHY' | 'UNHEALTHY';
}

/**
 * All registered instances, by namespace name and service name. Immutable: a change replaces the list of that service
 * only, so `===` on a list tells whether it changed.
 */
export interface InstanceDirectory {
  instances(namespaceName: string, serviceName: string): readonly Instance[];
  /** Another value after each change of any list; a directory without it may have changed at any time. */
  readonly version?: number;
}

/** A directory without any instance. */
export const EMPTY_DIRECTORY: InstanceDirectory = { instances: () => [] };

/** Whether an instance carries every attribute that a virtual node's discovery asks for, and is not UNHEALTHY. */
export function instanceMatches(discovery: AwsCloudMapServiceDiscovery, instance: Instance): boolean {
  if (instance.health === 'UNHEALTHY') return false;
  return (discovery.attributes ?? []).every((pair) => instance.attributes[pair.key] === pair.value);
}
