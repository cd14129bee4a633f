import type { HostIr } from '../ir/egress';
import type { HttpServicePortIr, ServiceIr } from '../ir/service';
import type { CallerPolicyIr } from '../ir/tls';
import { rememberByName } from '../memo';
import type { PlacedHost } from './egress-plan';
import type { BackendIr } from './node';

const hosts = rememberByName<HttpServicePortIr | ServiceIr, HostIr>();

/** The HTTP port that a place stands for; undefined for a service without provider. */
export function portAt({ service }: BackendIr, { port }: PlacedHost): HttpServicePortIr | undefined {
  const found = port === undefined ? undefined : service.ports[port];
  return found?.kind === 'http' ? found : undefined;
}

/** The host at a place; the same object for every caller with the same policies, so that it is encoded once. */
export function hostIr(backend: BackendIr, place: PlacedHost): HostIr {
  const port = portAt(backend, place);
  const { policy } = backend;
  const { name, domains } = place;
  return hosts(port ?? backend.service, [policy.key, ...domains].join('\n'), [], () => {
    return { name, domains, port, policy };
  });
}

/** A service port as a gateway's routes lead to it; the same object for every gateway with the same policies. */
export function portHost(port: HttpServicePortIr, policy: CallerPolicyIr): HostIr {
  const { service } = port;
  const domains = [service, `${service}:${port.port}`];
  return hosts(port, [policy.key, ...domains].join('\n'), [], () => ({ name: service, domains, port, policy }));
}

/**
 * Takes from each host the domains that an earlier one has (Envoy compares them without case, and refuses the whole
 * configuration for a duplicate) and those that no Host header can hold. A host without domains is dropped.
 */
export function withUniqueDomains(all: readonly PlacedHost[]): PlacedHost[] {
  const taken = new Set<string>();
  return all
    .map((host) => ({ ...host, domains: host.domains.filter((domain) => isDomain(domain) && claim(taken, domain)) }))
    .filter(({ domains }) => domains.length > 0);
}

function isDomain(domain: string): boolean {
  return domain !== '' && !/[\0\r\n]/.test(domain);
}

function claim(taken: Set<string>, domain: string): boolean {
  const lower = domain.toLowerCase();
  if (taken.has(lower)) return false;
  taken.add(lower);
  return true;
}
