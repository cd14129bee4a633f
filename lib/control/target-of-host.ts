import { type InstanceDirectory, instanceMatches, type MeshSnapshot, weightedTargetsOf } from '@/lib/model';
import type { TargetOfHost } from './mesh-traffic';

/** Finds a host (`10.0.0.7:8080`) among the Cloud Map instances of a route's targets. */
export function targetOfHost(snapshot: () => MeshSnapshot | undefined, directory: InstanceDirectory): TargetOfHost {
  return ({ virtualRouter, route }, host) => {
    const mesh = snapshot();
    const found = mesh?.routes.get(virtualRouter)?.find(({ name }) => name === route);
    for (const target of found ? weightedTargetsOf(found.spec) : []) {
      const spec = mesh?.virtualNodes.get(target.virtualNode)?.spec;
      const cloudMap = spec?.serviceDiscovery?.awsCloudMap;
      const port = target.port ?? spec?.listeners?.[0]?.portMapping.port;
      if (!cloudMap || port === undefined) continue;
      const instances = directory.instances(cloudMap.namespaceName, cloudMap.serviceName);
      const own = instances.some((one) => instanceMatches(cloudMap, one) && isAt(host, one.attributes, port));
      if (own) return { virtualNode: target.virtualNode, port };
    }
    return undefined;
  };
}

/** An instance answers at its own port or at the listener's (design.md, "Endpoint port of a Cloud Map instance"). */
function isAt(host: string, attributes: Readonly<Record<string, string>>, port: number): boolean {
  const { AWS_INSTANCE_IPV4: v4, AWS_INSTANCE_IPV6: v6, AWS_INSTANCE_PORT: own } = attributes;
  const addresses = [...(v4 ? [v4] : []), ...(v6 ? [`[${v6}]`] : [])];
  return addresses.some((address) => host === `${address}:${port}` || host === `${address}:${own}`);
}
