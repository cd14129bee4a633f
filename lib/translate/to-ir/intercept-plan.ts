import type { EgressPlan, PlacedHost, PlacedTcp } from './egress-plan';
import { withUniqueDomains } from './hosts';
import type { BackendIr } from './node';

/**
 * What an intercepted application may call, by destination port. A port can be HTTP (all kinds together, any number of
 * services) or TCP (one service). Where backends disagree the chain that sorts later is left out: `http` before `tcp`,
 * then by the service's name.
 */
export function interceptPlan(backends: readonly BackendIr[]): EgressPlan {
  const http = httpPorts(backends).map((listenPort) => {
    return { listenPort, hosts: withUniqueDomains(hostsOn(listenPort, backends)) };
  });
  const taken = new Set(http.map(({ listenPort }) => listenPort));
  const tcp: PlacedTcp[] = [];
  for (const [backend, { service }] of backends.entries()) {
    for (const [index, { kind, port }] of service.ports.entries()) {
      if (kind !== 'tcp' || taken.has(port)) continue;
      taken.add(port);
      tcp.push({ listenPort: port, backend, port: index });
    }
  }
  return { http, tcp: tcp.sort((a, b) => a.listenPort - b.listenPort) };
}

function httpPorts(backends: readonly BackendIr[]): number[] {
  const ports = new Set<number>();
  for (const { service } of backends) {
    for (const { kind, port } of service.ports) if (kind === 'http') ports.add(port);
  }
  return [...ports].sort((a, b) => a - b);
}

/** Each service that is spoken to on this port, by its name with and without the port; and those without provider. */
function hostsOn(listenPort: number, backends: readonly BackendIr[]): PlacedHost[] {
  return backends.flatMap(({ service: { service, ports } }, backend) => {
    const index = ports.findIndex((one) => one.port === listenPort);
    const serves = ports[index]?.kind === 'http';
    if (!serves && ports.length > 0) return [];
    return { backend, port: serves ? index : undefined, name: service, domains: [service, `${service}:${listenPort}`] };
  });
}
