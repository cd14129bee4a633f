import type { DataplaneMode } from '../types';
import type { EgressPlan, PlacedHost, PlacedTcp } from './egress-plan';
import { withUniqueDomains } from './hosts';
import { isIp } from './ip';
import type { BackendIr } from './node';

type Explicit = Extract<DataplaneMode, { mode: 'explicit' }>;

/**
 * What an application may call through explicit ports: every HTTP backend on one port, told apart by the Host header
 * (`name` is the provider's first HTTP listener, `name:port` any), and each TCP backend on a port of its own. On an
 * address that is none there are no listeners, so nothing can be called.
 */
export function explicitPlan(backends: readonly BackendIr[], dataplane: Explicit): EgressPlan {
  if (!isIp(dataplane.address)) return { http: [], tcp: [] };
  const hosts = withUniqueDomains(backends.flatMap(hostsOf));
  const tcp = dataplane.tcp.flatMap((wanted): PlacedTcp[] => {
    const backend = backends.findIndex(({ service }) => service.service === wanted.virtualService);
    const ports = backends[backend]?.service.ports ?? [];
    const port = ports.findIndex((one) => one.kind === 'tcp' && one.port === wanted.port);
    return port < 0 ? [] : [{ listenPort: wanted.localPort, backend, port }];
  });
  return { http: [{ listenPort: dataplane.egressPort, hosts }], tcp };
}

function hostsOf({ service: { service, ports } }: BackendIr, backend: number): PlacedHost[] {
  if (ports.length === 0) return [{ backend, port: undefined, name: service, domains: [service] }];
  const http = ports.map(({ kind, port }, index) => ({ kind, port, index })).filter(({ kind }) => kind === 'http');
  return http.map(({ port, index }, position): PlacedHost => {
    const withPort = `${service}:${port}`;
    return position === 0
      ? { backend, port: index, name: service, domains: [service, withPort] }
      : { backend, port: index, name: withPort, domains: [withPort] };
  });
}
