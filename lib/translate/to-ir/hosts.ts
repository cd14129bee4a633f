import type { HostIr } from '../ir/egress';

/**
 * Takes from each host the domains that an earlier one has (Envoy compares them without case, and refuses the whole
 * configuration for a duplicate) and those that no Host header can hold. A host without domains is dropped.
 */
export function withUniqueDomains(hosts: readonly HostIr[]): HostIr[] {
  const taken = new Set<string>();
  const kept: HostIr[] = [];
  for (const host of hosts) {
    const domains = host.domains.filter((domain) => isDomain(domain) && claim(taken, domain.toLowerCase()));
    if (domains.length > 0) kept.push({ ...host, domains });
  }
  return kept;
}

function isDomain(domain: string): boolean {
  return domain !== '' && !['\0', '\r', '\n'].some((char) => domain.includes(char));
}

function claim(taken: Set<string>, domain: string): boolean {
  if (taken.has(domain)) return false;
  taken.add(domain);
  return true;
}
