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
  port: number;
  family: 'http' | 'tcp';
  protocol: string;
}

/**
 * Backends that cannot both be served: http and tcp on one port, or two services with the same name for Envoy, which
 * does not tell capitals from small letters. Of two the one whose name sorts later is left out.
 */
function clashes(node: Resource<'virtualNode'>, snapshot: MeshSnapshot): Problem[] {
  const found: Problem[] = [];
  const firstOnPort = new Map<number, ServedPort>();
  const domains = new Map<string, string>();
  const sorted = backendsOf(node).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, path } of sorted) {
    for (const served of portsOf(name, snapshot)) {
      const first = firstOnPort.get(served.port) ?? served;
      firstOnPort.set(served.port, first);
      if (first.family !== served.family) {
        const params = { port: served.port, first: first.protocol, second: served.protocol, loser: name };
        found.push(problem(node, 'port-protocol-clash', path, params));
      } else if (served.family === 'http') {
        const domain = `${name.toLowerCase()}:${served.port}`;
        const owner = domains.get(domain) ?? name;
        domains.set(domain, owner);
        if (owner !== name) found.push(problem(node, 'duplicate-domain', path, { name, domain: owner }));
      }
    }
  }
  return found;
}

function portsOf(serviceName: string, snapshot: MeshSnapshot): ServedPort[] {
  const { virtualRouter, virtualNode } = snapshot.virtualServices.get(serviceName)?.spec.provider ?? {};
  const provider = virtualRouter
    ? snapshot.virtualRouters.get(virtualRouter.virtualRouterName)
    : snapshot.virtualNodes.get(virtualNode?.virtualNodeName ?? '');
  return (provider?.spec.listeners ?? []).map(({ portMapping: { port, protocol } }) => ({
    port,
    protocol,
    family: protocol === 'tcp' ? 'tcp' : 'http',
  }));
}
