import type { Resource } from '../kinds';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { problem } from './report';

/** What a caller's backends do to one another and whether they lead anywhere. */
export function callerProblems(node: Resource<'virtualNode'>, snapshot: MeshSnapshot): Problem[] {
  const found: Problem[] = [];
  for (const { name, path } of backendsOf(node)) {
    const service = snapshot.virtualServices.get(name);
    if (!service) found.push(problem(node, 'backend-service-missing', path, { service: name }));
    else if (!service.spec.provider) {
      found.push(problem(node, 'backend-service-without-provider', path, { service: name }));
    }
  }
  return [...found, ...clashes(node, snapshot)];
}

function backendsOf({ spec }: Resource<'virtualNode'>): { name: string; path: string }[] {
  return (spec.backends ?? []).flatMap(({ virtualService }, i) =>
    virtualService ? [{ name: virtualService.virtualServiceName, path: `backends[${i}]` }] : [],
  );
}

/** A port of a backend as the caller's proxy would serve it. */
interface ServedPort {
  service: string;
  /** Of the backend in the caller's spec. */
  path: string;
  port: number;
  protocol: string;
}

/**
 * Backends that cannot all be served on one port: http and tcp, or several tcp services, or two http services with the
 * same name for Envoy, which does not tell capitals from small letters. The chain that sorts later is left out: http
 * before tcp, then by name.
 */
function clashes(node: Resource<'virtualNode'>, snapshot: MeshSnapshot): Problem[] {
  const served = backendsOf(node)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, path }) => portsOf(name, snapshot).map((port) => ({ service: name, path, ...port })));
  const byPort = Map.groupBy(served, ({ port }) => port);
  return [...byPort.values()].flatMap((ports) => {
    const [tcp, http] = [ports.filter(isTcp), ports.filter((port) => !isTcp(port))];
    return [...duplicateDomains(node, http), ...portClashes(node, http[0] ?? tcp[0], tcp)];
  });
}

const isTcp = ({ protocol }: ServedPort) => protocol === 'tcp';

function portClashes(
  node: Resource<'virtualNode'>,
  winner: ServedPort | undefined,
  tcp: readonly ServedPort[],
): Problem[] {
  if (!winner) return [];
  const losers = tcp.filter((port) => port.service !== winner.service);
  return losers.map(({ service, path, port, protocol }) => {
    const [first, second] = [`${winner.protocol} (${winner.service})`, `${protocol} (${service})`];
    return problem(node, 'port-protocol-clash', path, { port, first, second, loser: service });
  });
}

function duplicateDomains(node: Resource<'virtualNode'>, http: readonly ServedPort[]): Problem[] {
  const owners = new Map<string, string>();
  return http.flatMap(({ service, port, path }) => {
    const lost = [service, `${service}:${port}`].find((domain) => {
      const owner = owners.get(domain.toLowerCase());
      if (owner === undefined) owners.set(domain.toLowerCase(), service);
      return owner !== undefined && owner !== service;
    });
    return lost === undefined ? [] : [problem(node, 'duplicate-domain', path, { name: service, domain: lost })];
  });
}

function portsOf(serviceName: string, snapshot: MeshSnapshot): readonly { port: number; protocol: string }[] {
  const { virtualRouter, virtualNode } = snapshot.virtualServices.get(serviceName)?.spec.provider ?? {};
  const provider = virtualRouter
    ? snapshot.virtualRouters.get(virtualRouter.virtualRouterName)
    : snapshot.virtualNodes.get(virtualNode?.virtualNodeName ?? '');
  return (provider?.spec.listeners ?? []).map((listener) => listener.portMapping);
}
