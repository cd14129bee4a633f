import type { InstanceDirectory } from '@/lib/model';
import type { TargetIr } from '../ir/discovery';
import type { EgressIr, HostIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import { remember, rememberByName, sameItems } from '../memo';
import type { EncodedResource } from '../types';
import { spreadAssignment, targetAssignment } from './assignment';
import { egressCluster } from './egress-cluster';
import { isOpen } from './route';
import { closedCluster } from './special-clusters';
import { type TcpPlan, tcpPlan } from './tcp-plan';

/** Makes one endpoint assignment from the instances of the moment. */
export type AssignmentSource = (directory: InstanceDirectory) => EncodedResource;

/** Clusters that a part of the configuration refers to, and where their endpoints come from. */
export interface Reach {
  clusters: readonly EncodedResource[];
  assignments: readonly AssignmentSource[];
}

const httpReaches = remember<HostIr, Reach>();
const targetReaches = rememberByName<TargetIr, Reach>();
const tcpReaches = remember<TcpPlan, Reach>();
const sources = remember<TargetIr, AssignmentSource>();

/** What all of a node's backends reach, by backend port. */
export interface NodeReach extends Reach {
  parts: readonly Reach[];
}

/**
 * Everything that a node's application can reach through its backends, or a gateway's routes lead to; `before` itself
 * as long as the targets stay, whatever their weights.
 */
export function reachOf({ mesh }: Pick<NodeIr, 'mesh'>, egress: EgressIr, before?: NodeReach): NodeReach {
  const parts: Reach[] = [];
  for (const { hosts } of egress.http) for (const host of hosts) parts.push(httpReach(mesh, host));
  for (const { port, closedPorts } of egress.tcp) parts.push(tcpReach(mesh, tcpPlan({ mesh, closedPorts }, port)));
  if (before && sameItems(before.parts, parts)) return before;
  return {
    parts,
    clusters: parts.flatMap((part) => part.clusters),
    assignments: [...new Set(parts.flatMap((part) => part.assignments))],
  };
}

function httpReach(mesh: string, host: HostIr): Reach {
  return httpReaches(host, [mesh], () => {
    const shares = (host.port?.routes ?? []).flatMap(({ action }) => (action.do === 'forward' ? action.shares : []));
    const open = shares.filter((share) => isOpen(share, host.closedPorts));
    const targets = [...new Set(open.map((share) => share.target))].filter((target) => target !== undefined);
    return targetsReach(mesh, targets, open.length < shares.length);
  });
}

/** The same object for the same targets: a change of weights makes another host, and reaches nothing else. */
function targetsReach(mesh: string, targets: readonly TargetIr[], someClosed: boolean): Reach {
  const [first] = targets;
  const make = () => ({
    clusters: [...targets.map((target) => egressCluster(mesh, target)), ...(someClosed ? [closedCluster()] : [])],
    assignments: targets.filter(isEds).map((target) => targetSource(mesh, target)),
  });
  return first ? targetReaches(first, String(someClosed), [mesh, ...targets], make) : make();
}

function tcpReach(mesh: string, plan: TcpPlan): Reach {
  return tcpReaches(plan, [mesh], () => {
    const { localities } = plan;
    const spread = localities && ((directory: InstanceDirectory) => spreadAssignment(mesh, localities, directory));
    return {
      clusters: plan.resources,
      assignments: [...plan.targets.map((target) => targetSource(mesh, target)), ...(spread ? [spread] : [])],
    };
  });
}

function isEds({ discovery }: TargetIr): boolean {
  return discovery.by === 'cloudMap';
}

function targetSource(mesh: string, target: TargetIr): AssignmentSource {
  return sources(target, [mesh], () => (directory) => targetAssignment(mesh, target, directory));
}
