import { type CertificateDirectory, NO_CERTIFICATES } from '../certificates';
import type { InstanceDirectory } from '../endpoints';
import type { Kind, Resource } from '../kinds';
import type { Problem } from '../problems';
import { type MeshSnapshot, resourcesOf } from '../snapshot';
import { callerProblems } from './caller-problems';
import { endpointProblems } from './endpoint-problems';
import { gatewayProblems } from './gateway-problems';
import { gatewayRouteFitProblems, gatewayRouteProblems } from './gateway-route-problems';
import { nodeProblems } from './node-problems';
import { problem } from './report';
import { routeFitProblems, routeProblems } from './route-problems';
import { callsOf, callTlsProblems, certificateProblems, speaksTls } from './tls-problems';

/**
 * Everything about a mesh that a person should know, in the order of its resources; never a reason to refuse a write
 * (appmesh-api.md section 4). What was found is remembered with its resource as long as what it depends on is the
 * same: after a change of weights only routes are looked at again.
 */
export function problemsOf(
  snapshot: MeshSnapshot,
  directory: InstanceDirectory,
  certificates: CertificateDirectory = NO_CERTIFICATES,
): Problem[] {
  const byResource = [...resourcesOf(snapshot)].flatMap((resource) => [
    ...remember(own, resource, [], findOwn),
    ...relationProblems(resource, snapshot),
    ...tlsProblems(resource, snapshot, certificates),
  ]);
  return [...byResource, ...endpointProblems(snapshot, directory)];
}

const is = <K extends Kind>(resource: Resource, kind: K): resource is Resource<K> => resource.kind === kind;

function findOwn(resource: Resource): Problem[] {
  if (is(resource, 'virtualNode')) return nodeProblems(resource);
  if (is(resource, 'route')) return routeProblems(resource);
  if (is(resource, 'virtualGateway')) return gatewayProblems(resource);
  if (is(resource, 'gatewayRoute')) return gatewayRouteProblems(resource);
  if (is(resource, 'virtualService') && !resource.spec.provider) {
    return [problem(resource, 'service-without-provider', 'provider')];
  }
  return [];
}

function relationProblems(resource: Resource, snapshot: MeshSnapshot): readonly Problem[] {
  const { virtualNodes, virtualRouters, virtualServices } = snapshot;
  if (is(resource, 'virtualNode')) {
    const on = [virtualNodes, virtualRouters, virtualServices];
    return remember(relations, resource, on, () => callerProblems(resource, snapshot));
  }
  if (is(resource, 'route')) {
    return remember(relations, resource, [virtualNodes, virtualRouters], () => routeFitProblems(resource, snapshot));
  }
  if (is(resource, 'gatewayRoute')) {
    const on = [virtualNodes, virtualRouters, virtualServices, snapshot.virtualGateways];
    return remember(relations, resource, on, () => gatewayRouteFitProblems(resource, snapshot));
  }
  if (is(resource, 'virtualGateway') && (snapshot.gatewayRoutes.get(resource.name) ?? []).length === 0) {
    return [problem(resource, 'gateway-without-routes', '')];
  }
  if (is(resource, 'virtualRouter') && (snapshot.routes.get(resource.name) ?? []).length === 0) {
    return [problem(resource, 'router-without-routes', '')];
  }
  return [];
}

/** TLS depends on routes too, which change often: it is looked at only where a mesh has any. */
function tlsProblems(
  resource: Resource,
  snapshot: MeshSnapshot,
  certificates: CertificateDirectory,
): readonly Problem[] {
  const { routes, virtualNodes, virtualServices } = snapshot;
  if (is(resource, 'virtualNode')) {
    const held = remember(holdings, resource, [certificates], () => certificateProblems(resource, certificates));
    if (!speaksTls(snapshot)) return held;
    const on = [routes, virtualNodes, virtualServices];
    return [...held, ...remember(calls, resource, on, () => callTlsProblems(resource, callsOf(resource), snapshot))];
  }
  if (!is(resource, 'virtualGateway')) return [];
  return remember(holdings, resource, [certificates], () => certificateProblems(resource, certificates));
}

/** What was found about a resource, and what it depended on: maps of the snapshot, which are shared while unchanged. */
type Memory = WeakMap<Resource, { on: readonly unknown[]; found: readonly Problem[] }>;
const own: Memory = new WeakMap();
const relations: Memory = new WeakMap();
const holdings: Memory = new WeakMap();
const calls: Memory = new WeakMap();

function remember(
  memory: Memory,
  resource: Resource,
  on: readonly unknown[],
  find: (resource: Resource) => Problem[],
): readonly Problem[] {
  const known = memory.get(resource);
  if (known && on.every((dependency, i) => dependency === known.on[i])) return known.found;
  const found = find(resource);
  memory.set(resource, { on, found });
  return found;
}
