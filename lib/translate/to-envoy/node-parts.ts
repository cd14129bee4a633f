import type { NodeIr } from '../ir/node';
import { rememberByName } from '../memo';
import { explicitEgressIr } from '../to-ir/explicit-egress';
import { interceptEgressIr } from '../to-ir/intercept-egress';
import type { BackendIr } from '../to-ir/node';
import type { EncodedResource, ProxyProfile } from '../types';
import { explicitParts } from './explicit-parts';
import { interceptParts } from './intercept-parts';
import { type AssignmentSource, reachOf } from './reach';
import { accessLogCluster } from './special-clusters';

/** Resources of one proxy, without their endpoints. */
export interface NodeParts {
  listeners: readonly EncodedResource[];
  routes: readonly EncodedResource[];
  clusters: readonly EncodedResource[];
}

/** The same with the places that endpoints come from. */
export interface WholeNode extends NodeParts {
  assignments: readonly AssignmentSource[];
}

const wholes = rememberByName<NodeIr, WholeNode>();

/**
 * Everything that one virtual node's proxy gets but the endpoints of the moment; the same object as long as node,
 * mesh, profile (by its text `form`) and backends stay the same.
 */
export function wholeNode(
  node: NodeIr,
  backends: readonly BackendIr[],
  profile: ProxyProfile,
  form: string,
): WholeNode {
  const dependsOn = backends.flatMap(({ service, closedPorts }) => [service, String(closedPorts)]);
  return wholes(node, form, dependsOn, () => {
    const { dataplane } = profile;
    const explicit = dataplane.mode === 'explicit';
    const egress = explicit ? explicitEgressIr(backends, dataplane) : interceptEgressIr(backends);
    const parts = explicit
      ? explicitParts(node, egress, profile, { dataplane, form })
      : interceptParts(node, egress, profile, form);
    const reach = reachOf(node, egress);
    return {
      ...parts,
      clusters: [
        ...parts.clusters,
        ...reach.clusters,
        ...(profile.accessLog ? [accessLogCluster(profile.accessLog)] : []),
      ],
      assignments: reach.assignments,
    };
  });
}
