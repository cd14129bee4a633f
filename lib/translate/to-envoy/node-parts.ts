import type { HttpEgressIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import type { SecretIr } from '../ir/tls';
import { sameItems } from '../memo';
import { type PlannedEgress, planEgress } from '../to-ir/egress-plan';
import { explicitPlan } from '../to-ir/explicit-plan';
import { interceptPlan } from '../to-ir/intercept-plan';
import type { BackendIr } from '../to-ir/node';
import type { EncodedResource, ProxyProfile } from '../types';
import { egressRouteConfig } from './egress-routes';
import { explicitParts } from './explicit-parts';
import { interceptParts } from './intercept-parts';
import { type AssignmentSource, type NodeReach, reachOf } from './reach';
import { serverSecrets } from './secrets';
import { logClusters } from './special-clusters';

/** Resources of one proxy, in any order; one that several parts need may come several times. */
export interface NodeParts {
  listeners: readonly EncodedResource[];
  routes: readonly EncodedResource[];
  clusters: readonly EncodedResource[];
}

/** What the resources of one proxy are made for. */
export interface NodeOrder {
  node: NodeIr;
  profile: ProxyProfile;
  /** The profile as a text: what is remembered for a node is told apart by it. */
  form: string;
}

/** All resources of one proxy but its endpoints, and where those come from. */
export interface WholeProxy extends NodeParts {
  assignments: readonly AssignmentSource[];
  /** What TLS needs from us, maybe several times. */
  secrets: readonly SecretIr[];
}

/** The same of a virtual node, with what it was made from. */
export interface WholeNode extends WholeProxy {
  planned: PlannedEgress;
  /** All but what belongs to the backends' routes and targets. */
  own: NodeParts;
  /** For each HTTP port of the egress. */
  egressRoutes: readonly EncodedResource[];
  reach: NodeReach;
}

/**
 * Everything that one virtual node's proxy gets but the endpoints of the moment. Most changes are of one backend's
 * routes: made anew is what depends on it, and everything else is taken from `before`, in the same lists.
 */
export function wholeNode(order: NodeOrder, backends: readonly BackendIr[], before: WholeNode | undefined): WholeNode {
  if (before?.planned.backends === backends) return before;
  const { node, profile } = order;
  const planned = planEgress(backends, planOf(profile), before?.planned);
  const own = ownParts(order, planned, before);
  const egressRoutes = planned.egress.http.map((http, index) => egressRoute(order, http, index, before));
  const reach = reachOf(node, planned.egress, before?.reach);
  const clustersStay = before && own.clusters === before.own.clusters && reach === before.reach;
  return {
    planned,
    own,
    egressRoutes,
    reach,
    assignments: reach.assignments,
    secrets:
      reach === before?.reach
        ? before.secrets
        : [...node.ingress.flatMap(({ tls }) => serverSecrets(tls)), ...reach.secrets],
    listeners: own.listeners,
    routes: [...own.routes, ...egressRoutes],
    clusters: clustersStay ? before.clusters : [...own.clusters, ...reach.clusters, ...logClusters(profile)],
  };
}

function planOf({ dataplane }: ProxyProfile) {
  return dataplane.mode === 'explicit' ? (all: readonly BackendIr[]) => explicitPlan(all, dataplane) : interceptPlan;
}

/** These depend on which ports there are, and on how TCP services are spread. */
function ownParts({ node, profile, form }: NodeOrder, { plan, egress }: PlannedEgress, before?: WholeNode): NodeParts {
  const same = before?.planned.plan === plan && sameItems(before.planned.egress.tcp, egress.tcp);
  if (same) return before.own;
  const { dataplane } = profile;
  return dataplane.mode === 'explicit'
    ? explicitParts(node, egress, profile, { dataplane, form })
    : interceptParts(node, egress, profile, form);
}

function egressRoute(
  { node, profile }: NodeOrder,
  http: HttpEgressIr,
  index: number,
  before: WholeNode | undefined,
): EncodedResource {
  const known = before?.egressRoutes[index];
  if (known && before.planned.egress.http[index] === http) return known;
  const made = egressRouteConfig(node, http, profile.dataplane.mode === 'intercept');
  return known?.version === made.version ? known : made;
}
