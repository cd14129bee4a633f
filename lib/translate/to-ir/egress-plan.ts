import type { EgressIr, HttpEgressIr, TcpEgressIr } from '../ir/egress';
import type { ServiceIr } from '../ir/service';
import { sameItems } from '../memo';
import { hostIr, portAt } from './hosts';
import type { BackendIr } from './node';

/** One virtual host, by what it stands for: a backend (its index) and one of its ports. */
export interface PlacedHost {
  backend: number;
  /** Index among the service's ports; undefined = a service without provider. */
  port: number | undefined;
  name: string;
  domains: readonly string[];
}

/** One TCP service on a port of the proxy. */
export interface PlacedTcp {
  listenPort: number;
  backend: number;
  /** Index among the service's ports. */
  port: number;
}

/** Which service stands where. It depends on the names, ports and kinds of the backends alone, not on their routes. */
export interface EgressPlan {
  http: readonly { listenPort: number; hosts: readonly PlacedHost[] }[];
  tcp: readonly PlacedTcp[];
}

/** What a node's application may call, with what that was made from. */
export interface PlannedEgress {
  backends: readonly BackendIr[];
  plan: EgressPlan;
  egress: EgressIr;
}

/**
 * What a node's application may call. Most changes are of routes: then the plan of `before` stays, and so do all its
 * objects but those of the services that changed.
 */
export function planEgress(
  backends: readonly BackendIr[],
  makePlan: (backends: readonly BackendIr[]) => EgressPlan,
  before: PlannedEgress | undefined,
): PlannedEgress {
  const known = before && sameOutline(before.backends, backends) ? before : undefined;
  const plan = known?.plan ?? makePlan(backends);
  return { backends, plan, egress: fill(plan, backends, known?.egress) };
}

function fill({ http, tcp }: EgressPlan, backends: readonly BackendIr[], before?: EgressIr): EgressIr {
  return {
    http: http.map((place, index) => httpEgress(place, backends, before?.http[index])),
    tcp: tcp.flatMap((place, index) => tcpEgress(place, backends[place.backend], before?.tcp[index]) ?? []),
  };
}

function httpEgress(
  { listenPort, hosts: places }: EgressPlan['http'][number],
  backends: readonly BackendIr[],
  before: HttpEgressIr | undefined,
): HttpEgressIr {
  const hosts = places.flatMap((place, index) => {
    const backend = backends[place.backend];
    const known = before?.hosts[index];
    if (!backend) return [];
    const stays = known && known.port === portAt(backend, place) && known.policy.key === backend.policy.key;
    return stays ? known : hostIr(backend, place);
  });
  return before && sameItems(before.hosts, hosts) ? before : { listenPort, hosts };
}

function tcpEgress(
  { listenPort, port: index }: PlacedTcp,
  backend: BackendIr | undefined,
  before: TcpEgressIr | undefined,
): TcpEgressIr | undefined {
  const port = backend?.service.ports[index];
  if (!backend || port?.kind !== 'tcp') return undefined;
  const { policy } = backend;
  return before?.port === port && before.policy.key === policy.key ? before : { listenPort, port, policy };
}

function sameOutline(a: readonly BackendIr[], b: readonly BackendIr[]): boolean {
  return a.length === b.length && a.every(({ service }, index) => isAlike(service, b[index]?.service));
}

function isAlike(a: ServiceIr, b: ServiceIr | undefined): boolean {
  if (a === b) return true;
  if (!b || a.service !== b.service || a.ports.length !== b.ports.length) return false;
  return a.ports.every(({ kind, port }, index) => kind === b.ports[index]?.kind && port === b.ports[index]?.port);
}
