import type { EgressIr, HttpEgressIr, TcpEgressIr } from '../ir/egress';
import { emptyHost, portHost, withUniqueDomains } from './hosts';
import type { BackendIr } from './node';

/**
 * What an intercepted application may call, by destination port. A port can be HTTP (all kinds together, any number of
 * services) or TCP (one service). Where backends disagree the chain that sorts later is left out: `http` before `tcp`,
 * then by the service's name.
 */
export function interceptEgressIr(backends: readonly BackendIr[]): EgressIr {
  const http = httpPorts(backends).map((port) => httpEgress(port, backends));
  const taken = new Set(http.map(({ listenPort }) => listenPort));
  const tcp: TcpEgressIr[] = [];
  for (const { service, closedPorts } of backends) {
    for (const port of service.ports) {
      if (port.kind !== 'tcp' || taken.has(port.port)) continue;
      taken.add(port.port);
      tcp.push({ listenPort: port.port, port, closedPorts });
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

function httpEgress(listenPort: number, backends: readonly BackendIr[]): HttpEgressIr {
  const hosts = backends.map(({ service, closedPorts }) => {
    if (service.ports.length === 0) return emptyHost(service, listenPort);
    const port = service.ports.find((one) => one.port === listenPort);
    return port?.kind === 'http' ? portHost(port, closedPorts, true) : undefined;
  });
  return { listenPort, hosts: withUniqueDomains(hosts.filter((host) => host !== undefined)) };
}
