import {
  type ApiResource,
  type ApiSnapshot,
  arnOf,
  type InstanceDirectory,
  instanceMatches,
  KINDS,
  type Kind,
  type MeshSnapshot,
  type MeshSummary,
  type Resource,
  resourcesOf,
} from '@/lib/model';
import type { ObservedState } from '@/lib/service';

/** A stored resource in the form of the Meshkeep API. */
export function apiResource(resource: Resource): ApiResource {
  const { meshKey, kind, parent, name, spec, tags, resourceOwner, ...rest } = resource;
  return {
    kind,
    ...(parent !== undefined && { parent }),
    name,
    arn: arnOf(meshKey, resource, resourceOwner),
    uid: rest.uid,
    version: rest.version,
    createdAt: rest.createdAt,
    lastUpdatedAt: rest.lastUpdatedAt,
    meshOwner: meshKey.account,
    resourceOwner,
    spec: { ...spec },
    tags: [...tags],
    writer: rest.writer,
  };
}

/** Everything of a mesh, with its problems and what is known of its endpoints. */
export function apiSnapshot(snapshot: MeshSnapshot, observed: ObservedState): ApiSnapshot {
  return {
    mesh: snapshot.key.mesh,
    revision: snapshot.revision,
    resources: [...resourcesOf(snapshot)].map(apiResource),
    problems: [...observed.problems(snapshot.key)],
    endpoints: endpointCounts(snapshot, observed.directory()),
  };
}

/** A mesh as it was: what is wrong with it and where its endpoints are is only known of now. */
export function pastSnapshot(snapshot: MeshSnapshot): ApiSnapshot {
  const resources = [...resourcesOf(snapshot)].map(apiResource);
  return { mesh: snapshot.key.mesh, revision: snapshot.revision, resources, problems: [], endpoints: [] };
}

/** Only nodes with Cloud Map discovery: what DNS answers is the proxies' knowledge. */
function endpointCounts(snapshot: MeshSnapshot, directory: InstanceDirectory): ApiSnapshot['endpoints'] {
  return [...snapshot.virtualNodes.values()].flatMap(({ name, spec }) => {
    const cloudMap = spec.serviceDiscovery?.awsCloudMap;
    if (!cloudMap) return [];
    const instances = directory.instances(cloudMap.namespaceName, cloudMap.serviceName);
    const total = instances.filter((instance) => instanceMatches(cloudMap, { ...instance, health: undefined })).length;
    const healthy = instances.filter((instance) => instanceMatches(cloudMap, instance)).length;
    return [{ virtualNode: name, healthy, total }];
  });
}

/** A mesh as the list of meshes shows it. */
export function meshSummary(snapshot: MeshSnapshot, observed: ObservedState): MeshSummary {
  const { mesh, key, revision } = snapshot;
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  let lastUpdatedAt = 0;
  for (const resource of resourcesOf(snapshot)) {
    counts[resource.kind] += 1;
    lastUpdatedAt = Math.max(lastUpdatedAt, resource.lastUpdatedAt);
  }
  const problems = { error: 0, warning: 0, info: 0 };
  for (const { severity } of observed.problems(key)) problems[severity] += 1;
  return {
    mesh: key.mesh,
    meshOwner: key.account,
    revision,
    createdAt: mesh.createdAt,
    lastUpdatedAt,
    writer: mesh.writer,
    counts,
    proxies: proxyCounts(observed.proxies(key)),
    problems,
  };
}

function proxyCounts(proxies: ReturnType<ObservedState['proxies']>): MeshSummary['proxies'] {
  const count = (state: (typeof proxies)[number]['state']) => proxies.filter((proxy) => proxy.state === state).length;
  const [current, behind, refused] = [count('current'), count('behind'), count('refused')];
  return { connected: current + behind + refused, current, behind, refused };
}
