import type { NodeIr } from '../ir/node';
import { rememberByName, sameItems } from '../memo';
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
 * mesh, profile (by its text `form`) and backends stay the same, and the same lists where only others changed.
 */
export function wholeNode(
  node: NodeIr,
  backends: readonly BackendIr[],
  profile: ProxyProfile,
  form: string,
): WholeNode {
  return wholes(node, form, [backends], (before) => {
    const whole = makeWhole(node, backends, profile, form);
    if (!before) return whole;
    return {
      listeners: keep(before.listeners, whole.listeners),
      routes: keep(before.routes, whole.routes),
      clusters: keep(before.clusters, whole.clusters),
      assignments: keep(before.assignments, whole.assignments),
    };
  });
}

function keep<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  return sameItems(before, now) ? before : now;
}

function makeWhole(node: NodeIr, backends: readonly BackendIr[], profile: ProxyProfile, form: string): WholeNode {
  const { dataplane } = profile;
  const explicit = dataplane.mode === 'explicit';
  const egress = explicit ? explicitEgressIr(backends, dataplane) : interceptEgressIr(backends);
  const parts = explicit
    ? explicitParts(node, egress, profile, { dataplane, form })
    : interceptParts(node, egress, profile, form);
  const reach = reachOf(node, egress);
  const log = profile.accessLog ? [accessLogCluster(profile.accessLog)] : [];
  return {
    ...parts,
    clusters: sorted([...parts.clusters, ...reach.clusters, ...log]),
    assignments: reach.assignments,
  };
}

/** Each resource once, by name. */
function sorted(resources: readonly EncodedResource[]): EncodedResource[] {
  return [...new Set(resources)].sort((a, b) => (a.name < b.name ? -1 : 1));
}
