import type { Kind, Resource, ResourceRef, SpecByKind } from '../kinds';
import { type Violation, violation } from '../validate/violation';
import { gatewayRouteTypeOf, gatewayTargetOf, matchPortOf, routeTypeOf, weightedTargetsOf } from '../weighted-targets';

/** Other resources of the same mesh, as they are or as they would be (a draft): the service passes it in. */
export interface MeshLookup {
  get<K extends Kind>(ref: ResourceRef<K>): Promise<Resource<K> | undefined>;
  list<K extends Kind>(kind: K, parent?: string): Promise<Resource<K>[]>;
}

/** A write that is to be checked against the rest of its mesh. */
export interface Candidate<K extends Kind = Kind> {
  ref: ResourceRef<K>;
  spec: SpecByKind[K];
}

/**
 * Rules that need other resources and are BadRequest all the same (appmesh-api.md section 4, "Several listeners"):
 * which of several listeners is meant must be said. What the spec points at is known to exist.
 */
export async function contextViolations(candidate: Candidate, mesh: MeshLookup): Promise<Violation[]> {
  const { ref, spec } = candidate;
  if (ref.kind === 'route') return routeViolations(ref, spec as SpecByKind['route'], mesh);
  if (ref.kind === 'virtualRouter') return routerViolations(ref, spec as SpecByKind['virtualRouter'], mesh);
  if (ref.kind === 'gatewayRoute') return gatewayRouteViolations(ref, spec as SpecByKind['gatewayRoute'], mesh);
  return [];
}

const several = (listeners: readonly unknown[] | undefined) => (listeners?.length ?? 0) > 1;

async function routeViolations(ref: ResourceRef, spec: SpecByKind['route'], mesh: MeshLookup): Promise<Violation[]> {
  const out: Violation[] = [];
  const type = routeTypeOf(spec) ?? '';
  const router = await mesh.get({ kind: 'virtualRouter', name: ref.parent ?? '' });
  if (several(router?.spec.listeners) && matchPortOf(spec) === undefined) {
    const text = 'Route must define a port match criteria if the Virtual Router has multiple listeners';
    out.push(plain('match-port-missing', ['spec', type, 'match', 'port'], text));
  }
  for (const [i, target] of weightedTargetsOf(spec).entries()) {
    if (target.port !== undefined) continue;
    const node = await mesh.get({ kind: 'virtualNode', name: target.virtualNode });
    if (!several(node?.spec.listeners)) continue;
    const text = `is required because VirtualNode ${target.virtualNode} has multiple listeners`;
    const at = ['spec', type, 'action', 'weightedTargets', i, 'port'];
    out.push(violation('target-port-missing', at, text, { target: target.virtualNode }));
  }
  return out;
}

async function routerViolations(
  ref: ResourceRef,
  spec: SpecByKind['virtualRouter'],
  mesh: MeshLookup,
): Promise<Violation[]> {
  if (!several(spec.listeners)) return [];
  const lacking = (await mesh.list('route', ref.name)).filter((route) => matchPortOf(route.spec) === undefined);
  if (lacking.length === 0) return [];
  const names = lacking.slice(0, 5).map((route) => route.name);
  const text =
    'All Routes for this Virtual Router must define a port match before adding multiple listeners to this Virtual ' +
    `Router. ${lacking.length} Route(s) are missing port. Listing up to 5 route names: [${names.join(', ')}]`;
  return [plain('routes-lack-match-port', ['spec', 'listeners'], text)];
}

async function gatewayRouteViolations(
  ref: ResourceRef,
  spec: SpecByKind['gatewayRoute'],
  mesh: MeshLookup,
): Promise<Violation[]> {
  const out: Violation[] = [];
  const type = gatewayRouteTypeOf(spec);
  if (!type) return out;
  const gateway = await mesh.get({ kind: 'virtualGateway', name: ref.parent ?? '' });
  if (several(gateway?.spec.listeners) && (spec[type]?.match.port ?? undefined) === undefined) {
    const text = 'Gateway Route must define a port match criteria if the Virtual Gateway has multiple listeners';
    out.push(plain('match-port-missing', ['spec', type, 'match', 'port'], text));
  }
  const target = gatewayTargetOf(spec);
  if (!target || target.port !== undefined) return out;
  const service = target.virtualService.virtualServiceName;
  if (!several(await providerListeners(service, mesh))) return out;
  const text = `is required because the provider of VirtualService ${service} has multiple listeners`;
  out.push(violation('target-port-missing', ['spec', type, 'action', 'target', 'port'], text, { target: service }));
  return out;
}

async function providerListeners(serviceName: string, mesh: MeshLookup): Promise<readonly unknown[]> {
  const service = await mesh.get({ kind: 'virtualService', name: serviceName });
  const router = service?.spec.provider?.virtualRouter?.virtualRouterName;
  const node = service?.spec.provider?.virtualNode?.virtualNodeName;
  if (router) return (await mesh.get({ kind: 'virtualRouter', name: router }))?.spec.listeners ?? [];
  if (node) return (await mesh.get({ kind: 'virtualNode', name: node }))?.spec.listeners ?? [];
  return [];
}

/** A violation whose message is App Mesh's own text, as clients look for it: without the path in front. */
function plain(code: Violation['code'], at: (string | number)[], message: string): Violation {
  return { ...violation(code, at, ''), message };
}
