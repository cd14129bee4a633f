import { ClusterLoadAssignmentSchema, type LocalityLbEndpointsSchema } from '@/lib/envoy-api';
import type { Instance, InstanceDirectory } from '@/lib/model';
import type { TargetIr } from '../ir/discovery';
import type { UpstreamIr } from '../ir/upstream';
import { remember } from '../memo';
import { type EndpointIr, endpointsIr } from '../to-ir/endpoints';
import type { EncodedResource } from '../types';
import { socketAddress } from './address';
import { healthCheckPort, upstreamName } from './egress-cluster';
import { localityName, type TcpPlan, type WeightedUpstreamIr } from './tcp-plan';
import { encodeResource, type Init } from './wire';

type Localities = NonNullable<TcpPlan['localities']>;

const NOBODY: readonly Instance[] = [];
const assignments = remember<UpstreamIr, EncodedResource>();
const spreadAssignments = remember<Localities, EncodedResource>();

/** Instances of a target's Cloud Map service; the same list as long as none of them changes. */
function instancesOf(directory: InstanceDirectory, { discovery }: TargetIr): readonly Instance[] {
  if (discovery.by !== 'cloudMap') return NOBODY;
  return directory.instances(discovery.cloudMap.namespaceName, discovery.cloudMap.serviceName);
}

/** Endpoints of one target's cluster. Without instances it is empty: an answer at once, never a missing one. */
export function targetAssignment(mesh: string, upstream: UpstreamIr, directory: InstanceDirectory): EncodedResource {
  const { target } = upstream;
  const instances = instancesOf(directory, target);
  return assignments(upstream, [mesh, instances], () =>
    encodeResource('endpoint', ClusterLoadAssignmentSchema, {
      clusterName: upstreamName(mesh, upstream),
      endpoints: group(target, instances, {}),
    }),
  );
}

/** Endpoints of a cluster with a locality for each target; one of weight 0 is left out, since Envoy refuses it. */
export function spreadAssignment(mesh: string, localities: Localities, directory: InstanceDirectory): EncodedResource {
  const lists = localities.targets.map(({ upstream }) => instancesOf(directory, upstream.target));
  return spreadAssignments(localities, [mesh, ...lists], () =>
    encodeResource('endpoint', ClusterLoadAssignmentSchema, {
      clusterName: localities.cluster,
      endpoints: localities.targets.flatMap((weighted, index) => locality(mesh, weighted, lists[index] ?? NOBODY)),
    }),
  );
}

function locality(mesh: string, { upstream, weight }: WeightedUpstreamIr, instances: readonly Instance[]) {
  if (weight === 0) return [];
  return group(upstream.target, instances, {
    locality: { subZone: localityName(mesh, upstream) },
    loadBalancingWeight: weight,
  });
}

function group(
  target: TargetIr,
  instances: readonly Instance[],
  common: Init<typeof LocalityLbEndpointsSchema>,
): Init<typeof LocalityLbEndpointsSchema>[] {
  const endpoints = endpointsIr(target, instances);
  return endpoints.length === 0 ? [] : [{ ...common, lbEndpoints: endpoints.map((one) => lbEndpoint(target, one)) }];
}

function lbEndpoint(target: TargetIr, { ip, port }: EndpointIr) {
  const portValue = healthCheckPort(target);
  return {
    hostIdentifier: {
      case: 'endpoint' as const,
      value: { address: socketAddress(ip, port), ...(portValue && { healthCheckConfig: { portValue } }) },
    },
  };
}
