import type { InstanceDirectory } from '../endpoints';
import type { Kind, Resource } from '../kinds';
import type { Problem } from '../problems';
import { type MeshSnapshot, resourcesOf } from '../snapshot';
import { callerProblems } from './caller-problems';
import { endpointProblems } from './endpoint-problems';
import { nodeProblems } from './node-problems';
import { problem } from './report';
import { routeFitProblems, routeProblems } from './route-problems';

/**
 * Everything about a mesh that a person should know, in the order of its resources; never a reason to refuse a write
 * (appmesh-api.md section 4). What a resource says by itself is found once and remembered with it.
 */
export function problemsOf(snapshot: MeshSnapshot, directory: InstanceDirectory): Problem[] {
  const byResource = [...resourcesOf(snapshot)].flatMap((resource) => [
    ...ownProblems(resource),
    ...relationProblems(resource, snapshot),
  ]);
  return [...byResource, ...endpointProblems(snapshot, directory)];
}

const remembered = new WeakMap<Resource, readonly Problem[]>();

function ownProblems(resource: Resource): readonly Problem[] {
  const known = remembered.get(resource);
  if (known) return known;
  const found = findOwn(resource);
  remembered.set(resource, found);
  return found;
}

const is = <K extends Kind>(resource: Resource, kind: K): resource is Resource<K> => resource.kind === kind;

function findOwn(resource: Resource): Problem[] {
  if (is(resource, 'virtualNode')) return nodeProblems(resource);
  if (is(resource, 'route')) return routeProblems(resource);
  if (is(resource, 'virtualGateway')) return [problem(resource, 'gateway-not-in-effect', '')];
  if (is(resource, 'virtualService') && !resource.spec.provider) {
    return [problem(resource, 'service-without-provider', 'provider')];
  }
  return [];
}

function relationProblems(resource: Resource, snapshot: MeshSnapshot): Problem[] {
  if (is(resource, 'virtualNode')) return callerProblems(resource, snapshot);
  if (is(resource, 'route')) return routeFitProblems(resource, snapshot);
  if (is(resource, 'virtualRouter') && (snapshot.routes.get(resource.name) ?? []).length === 0) {
    return [problem(resource, 'router-without-routes', '')];
  }
  return [];
}
