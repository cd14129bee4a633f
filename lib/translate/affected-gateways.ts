import type { Kind, MeshSnapshot, ResourceChange } from '@/lib/model';
import { gatewayTargetOf } from '@/lib/model';
import { isSeenByCallers, sameSpec } from './affected';
import { servicesOfRouter, servicesOfTarget } from './callers';

/**
 * Names of the virtual gateways whose rendering may differ after these changes: as `affectedNodes`, it may name too
 * many, never too few. A mesh has few gateways, so nothing is indexed.
 */
export function affectedGateways(
  before: MeshSnapshot | undefined,
  after: MeshSnapshot | undefined,
  changes: readonly ResourceChange[],
): Set<string> {
  const snapshots = [before, after].filter((snapshot) => snapshot !== undefined && snapshot.virtualGateways.size > 0);
  const affected = new Set<string>();
  for (const snapshot of snapshots) {
    for (const change of changes) {
      if (!snapshot || sameSpec(change.before, change.after)) continue;
      for (const name of concerned(snapshot, change)) affected.add(name);
    }
  }
  return affected;
}

/** Names of the virtual gateways whose endpoints change with the instances of this Cloud Map service. */
export function gatewaysUsing(snapshot: MeshSnapshot, namespaceName: string, serviceName: string): Set<string> {
  const users = new Set<string>();
  if (snapshot.virtualGateways.size === 0) return users;
  for (const node of snapshot.virtualNodes.values()) {
    const cloudMap = node.spec.serviceDiscovery?.awsCloudMap;
    if (cloudMap?.namespaceName !== namespaceName || cloudMap.serviceName !== serviceName) continue;
    for (const name of gatewaysOfTarget(snapshot, node.name)) users.add(name);
  }
  return users;
}

/** Names of the virtual gateways whose requests may reach this virtual node. */
export function gatewaysOfTarget(snapshot: MeshSnapshot, virtualNode: string): string[] {
  return gatewaysTo(snapshot, servicesOfTarget(snapshot, virtualNode));
}

function concerned(snapshot: MeshSnapshot, change: ResourceChange): Iterable<string> {
  const { kind, name, parent = '' } = change.ref;
  const byKind: Record<Kind, () => Iterable<string>> = {
    mesh: () => snapshot.virtualGateways.keys(),
    virtualGateway: () => [name],
    gatewayRoute: () => [parent],
    virtualService: () => gatewaysTo(snapshot, new Set([name])),
    virtualRouter: () => gatewaysTo(snapshot, servicesOfRouter(snapshot, name)),
    route: () => gatewaysTo(snapshot, servicesOfRouter(snapshot, parent)),
    virtualNode: () => (isSeenByCallers(change) ? gatewaysOfTarget(snapshot, name) : []),
  };
  return byKind[kind]();
}

/** Gateways that have a route to one of these services. */
function gatewaysTo(snapshot: MeshSnapshot, services: ReadonlySet<string>): string[] {
  return [...snapshot.gatewayRoutes].flatMap(([gateway, routes]) => {
    const leads = routes.some(({ spec }) =>
      services.has(gatewayTargetOf(spec)?.virtualService.virtualServiceName ?? ''),
    );
    return leads ? [gateway] : [];
  });
}
