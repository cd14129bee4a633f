import { type InstanceDirectory, instanceMatches } from '../endpoints';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { weightedTargetsOf } from '../weighted-targets';
import { problem } from './report';

/** Nodes that get traffic, but have no endpoint, or only one. What DNS will answer is not known. */
export function endpointProblems(snapshot: MeshSnapshot, directory: InstanceDirectory): Problem[] {
  return [...nodesInUse(snapshot)].flatMap((name) => {
    const node = snapshot.virtualNodes.get(name);
    const cloudMap = node?.spec.serviceDiscovery?.awsCloudMap;
    if (!node || !cloudMap) return [];
    const instances = directory.instances(cloudMap.namespaceName, cloudMap.serviceName);
    const usable = instances.filter((instance) => instanceMatches(cloudMap, instance)).length;
    if (usable > 1) return [];
    const code = usable === 0 ? 'target-without-endpoints' : 'target-one-endpoint';
    return [problem(node, code, 'serviceDiscovery.awsCloudMap', { target: name })];
  });
}

/** Targets with a weight, and nodes that provide a service themselves. */
function nodesInUse(snapshot: MeshSnapshot): Set<string> {
  const names = new Set<string>();
  for (const routes of snapshot.routes.values()) {
    for (const route of routes) {
      for (const target of weightedTargetsOf(route.spec)) if (target.weight > 0) names.add(target.virtualNode);
    }
  }
  for (const service of snapshot.virtualServices.values()) {
    const provider = service.spec.provider?.virtualNode?.virtualNodeName;
    if (provider !== undefined) names.add(provider);
  }
  return names;
}
