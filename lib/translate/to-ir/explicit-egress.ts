import type { EgressIr, HostIr, TcpEgressIr } from '../ir/egress';
import type { DataplaneMode } from '../types';
import { emptyHost, portHost, withUniqueDomains } from './hosts';
import type { BackendIr } from './node';

type Explicit = Extract<DataplaneMode, { mode: 'explicit' }>;

/**
 * What an application may call through explicit ports: every HTTP backend on one port, told apart by the Host header
 * (`name` is the provider's first HTTP listener, `name:port` any), and each TCP backend on a port of its own.
 */
export function explicitEgressIr(backends: readonly BackendIr[], dataplane: Explicit): EgressIr {
  const hosts = withUniqueDomains(backends.flatMap(hostsOf));
  const tcp = dataplane.tcp.flatMap((wanted): TcpEgressIr[] => {
    const backend = backends.find(({ service }) => service.service === wanted.virtualService);
    const port = backend?.service.ports.find((one) => one.kind === 'tcp' && one.port === wanted.port);
    if (!backend || port?.kind !== 'tcp') return [];
    return [{ listenPort: wanted.localPort, port, closedPorts: backend.closedPorts }];
  });
  return { http: [{ listenPort: dataplane.egressPort, hosts }], tcp };
}

function hostsOf({ service, closedPorts }: BackendIr): HostIr[] {
  if (service.ports.length === 0) return [emptyHost(service, undefined)];
  return service.ports
    .filter((port) => port.kind === 'http')
    .map((port, index) => portHost(port, closedPorts, index === 0));
}
