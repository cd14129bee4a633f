import { type Instance, type IpPreference, instanceMatches } from '@/lib/model';
import type { TargetIr } from '../ir/discovery';
import { isIpv4, isIpv6 } from './ip';

/** An address that can be connected to. */
export interface EndpointIr {
  ip: string;
  port: number;
}

type Family = 'v4' | 'v6';

/** Which address of an instance is taken, best first (envoy-mapping.md 2.1, column "Cloud Map"). */
const FAMILIES: Readonly<Record<IpPreference | 'absent', readonly Family[]>> = {
  absent: ['v4', 'v6'],
  IPv6_PREFERRED: ['v6', 'v4'],
  IPv4_PREFERRED: ['v4', 'v6'],
  IPv6_ONLY: ['v6'],
  IPv4_ONLY: ['v4'],
};

/**
 * Endpoints of a target from its service's instances: those with all attributes, in the order of their ids. One
 * without a usable address of a wanted family is left out; the same address twice counts once.
 */
export function endpointsIr(target: TargetIr, instances: readonly Instance[]): EndpointIr[] {
  if (target.discovery.by !== 'cloudMap') return [];
  const { cloudMap } = target.discovery;
  const found = new Map<string, EndpointIr>();
  for (const instance of [...instances].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const ip = instanceMatches(cloudMap, instance) ? addressOf(instance, target.ipPreference) : undefined;
    if (ip === undefined) continue;
    const endpoint = { ip, port: portOf(instance, target) };
    found.set(`${endpoint.ip} ${endpoint.port}`, endpoint);
  }
  return [...found.values()];
}

function addressOf({ attributes }: Instance, preference: IpPreference | undefined): string | undefined {
  const v4 = attributes.AWS_INSTANCE_IPV4;
  const v6 = attributes.AWS_INSTANCE_IPV6;
  const usable = {
    v4: v4 !== undefined && isIpv4(v4) ? v4 : undefined,
    v6: v6 !== undefined && isIpv6(v6) ? v6 : undefined,
  };
  return FAMILIES[preference ?? 'absent'].map((family) => usable[family]).find((ip) => ip !== undefined);
}

/** `AWS_INSTANCE_PORT` where the node has exactly one listener and it is a port number, else the listener's port. */
function portOf({ attributes }: Instance, target: TargetIr): number {
  const text = attributes.AWS_INSTANCE_PORT ?? '';
  const port = Number(text);
  const valid = /^\d{1,5}$/.test(text) && port >= 1 && port <= 65535;
  return target.instancePortCounts && valid ? port : target.port;
}
