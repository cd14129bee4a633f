import type { Kind, MeshSnapshot, Resource, ResourceChange } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import { callersOfRouter, callersOfServices, callersOfTarget } from './callers';

/**
 * Names of the virtual nodes whose rendering may differ after these changes. It may name too many, never too few.
 * `before` or `after` is undefined when the mesh was created or deleted: then every node is named.
 */
export function affectedNodes(
  before: MeshSnapshot | undefined,
  after: MeshSnapshot | undefined,
  changes: readonly ResourceChange[],
): Set<string> {
  const snapshots = [before, after].filter((snapshot) => snapshot !== undefined);
  const affected = new Set<string>();
  for (const change of changes) {
    if (sameSpec(change.before, change.after)) continue;
    for (const snapshot of snapshots) addAll(affected, concerned(snapshot, change));
  }
  return affected;
}

/**
 * Names of the virtual nodes that call a node which is discovered by this Cloud Map service: those whose endpoints
 * change with its instances.
 */
export function nodesUsing(snapshot: MeshSnapshot, namespaceName: string, serviceName: string): Set<string> {
  const users = new Set<string>();
  for (const node of snapshot.virtualNodes.values()) {
    const cloudMap = node.spec.serviceDiscovery?.awsCloudMap;
    if (cloudMap?.namespaceName !== namespaceName || cloudMap.serviceName !== serviceName) continue;
    addAll(users, callersOfTarget(snapshot, node.name));
  }
  return users;
}

function addAll(set: Set<string>, names: Iterable<string>): void {
  for (const name of names) set.add(name);
}

/** Whether only other things than the spec changed. */
export function sameSpec(before: Resource | undefined, after: Resource | undefined): boolean {
  return before !== undefined && after !== undefined && stableStringify(before.spec) === stableStringify(after.spec);
}

function concerned(snapshot: MeshSnapshot, change: ResourceChange): Iterable<string> {
  const { kind, name, parent } = change.ref;
  const byKind: Record<Kind, () => Iterable<string>> = {
    mesh: () => snapshot.virtualNodes.keys(),
    virtualNode: () => concernedByNode(snapshot, change),
    virtualRouter: () => callersOfRouter(snapshot, name),
    route: () => callersOfRouter(snapshot, parent ?? ''),
    virtualService: () => callersOfServices(snapshot, [name]),
    virtualGateway: () => [],
    gatewayRoute: () => [],
  };
  return byKind[kind]();
}

/** The node itself, and its callers unless what they see of it (listeners, discovery) stayed the same. */
function concernedByNode(snapshot: MeshSnapshot, change: ResourceChange): Iterable<string> {
  const { name } = change.ref;
  return isSeenByCallers(change) ? [name, ...callersOfTarget(snapshot, name)] : [name];
}

/** Whether callers of a virtual node see a difference. */
export function isSeenByCallers({ before, after }: ResourceChange): boolean {
  return seenByCallers(before) !== seenByCallers(after);
}

function seenByCallers(resource: Resource | undefined): string {
  if (!resource) return '';
  const { listeners, serviceDiscovery } = (resource as Resource<'virtualNode'>).spec;
  return stableStringify({ listeners, serviceDiscovery });
}
