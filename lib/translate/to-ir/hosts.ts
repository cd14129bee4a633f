import type { HostIr } from '../ir/egress';
import type { ClosedPorts } from '../ir/node';
import type { HttpServicePortIr, ServiceIr } from '../ir/service';
import { rememberByName } from '../memo';

const hosts = rememberByName<HttpServicePortIr | ServiceIr, HostIr>();

/**
 * The host of a service port, bare (`name` and `name:port`) or by `name:port` alone; the same object for every caller
 * with the same policies, so that it is encoded once.
 */
export function portHost(port: HttpServicePortIr, closedPorts: ClosedPorts, bare: boolean): HostIr {
  return hosts(port, `${bare}${closedPorts}`, [], () => {
    const withPort = `${port.service}:${port.port}`;
    return bare
      ? { name: port.service, domains: [port.service, withPort], port, closedPorts }
      : { name: withPort, domains: [withPort], port, closedPorts };
  });
}

/** The host of a service without provider; on an intercepted port also with that port. */
export function emptyHost(service: ServiceIr, listenPort: number | undefined): HostIr {
  return hosts(service, String(listenPort), [], () => ({
    name: service.service,
    domains: [service.service, ...(listenPort === undefined ? [] : [`${service.service}:${listenPort}`])],
    port: undefined,
    closedPorts: 'none',
  }));
}

/**
 * Takes from each host the domains that an earlier one has (Envoy compares them without case, and refuses the whole
 * configuration for a duplicate) and those that no Host header can hold. A host without domains is dropped.
 */
export function withUniqueDomains(all: readonly HostIr[]): HostIr[] {
  const taken = new Set<string>();
  const kept: HostIr[] = [];
  for (const host of all) {
    const domains = host.domains.filter((domain) => isDomain(domain) && claim(taken, domain.toLowerCase()));
    if (domains.length === host.domains.length) kept.push(host);
    else if (domains.length > 0) kept.push({ ...host, domains });
  }
  return kept;
}

function isDomain(domain: string): boolean {
  return domain !== '' && !/[\0\r\n]/.test(domain);
}

function claim(taken: Set<string>, domain: string): boolean {
  if (taken.has(domain)) return false;
  taken.add(domain);
  return true;
}
