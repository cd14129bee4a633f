import type { InstanceDirectory } from '@/lib/model';
import type { TargetIr } from '../ir/discovery';
import type { EgressIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import type { HttpServicePortIr } from '../ir/service';
import { rememberByName } from '../memo';
import type { EncodedResource } from '../types';
import { spreadAssignment, targetAssignment } from './assignment';
import { egressCluster } from './egress-cluster';
import { type CallerIr, isOpen } from './route';
import { closedCluster } from './special-clusters';
import { tcpPlan } from './tcp-plan';

/** Makes one endpoint assignment from the instances of the moment. */
export type AssignmentSource = (directory: InstanceDirectory) => EncodedResource;

/** Clusters that a part of the configuration refers to, and where their endpoints come from. */
export interface Reach {
  clusters: readonly EncodedResource[];
  assignments: readonly AssignmentSource[];
}

const httpReaches = rememberByName<HttpServicePortIr, Reach>();
const sources = rememberByName<TargetIr, AssignmentSource>();

/** Everything that the node's application can reach through its backends. */
export function reachOf(node: NodeIr, egress: EgressIr): Reach {
  const parts = [
    ...egress.http.flatMap(({ hosts }) =>
      hosts.map(({ port, closedPorts }) => port && httpReach({ mesh: node.mesh, closedPorts }, port)),
    ),
    ...egress.tcp.map(({ port, closedPorts }) => tcpReach({ mesh: node.mesh, closedPorts }, port)),
  ].filter((part) => part !== undefined);
  return {
    clusters: parts.flatMap((part) => part.clusters),
    assignments: [...new Set(parts.flatMap((part) => part.assignments))],
  };
}

function httpReach(caller: CallerIr, port: HttpServicePortIr): Reach {
  return httpReaches(port, `${caller.mesh}\n${caller.closedPorts}`, [], () => {
    const shares = port.routes.flatMap(({ action }) => (action.do === 'forward' ? action.shares : []));
    const open = shares.filter((share) => isOpen(share, caller.closedPorts));
    const targets = [...new Set(open.map((share) => share.target))].filter((target) => target !== undefined);
    return {
      clusters: [
        ...targets.map((target) => egressCluster(caller.mesh, target)),
        ...(open.length < shares.length ? [closedCluster()] : []),
      ],
      assignments: targets.filter(isEds).map((target) => targetSource(caller.mesh, target)),
    };
  });
}

function tcpReach(caller: CallerIr, port: Parameters<typeof tcpPlan>[1]): Reach {
  const plan = tcpPlan(caller, port);
  const { localities } = plan;
  return {
    clusters: plan.resources,
    assignments: [
      ...plan.targets.map((target) => targetSource(caller.mesh, target)),
      ...(localities ? [(directory: InstanceDirectory) => spreadAssignment(caller.mesh, localities, directory)] : []),
    ],
  };
}

function isEds({ discovery }: TargetIr): boolean {
  return discovery.by === 'cloudMap';
}

function targetSource(mesh: string, target: TargetIr): AssignmentSource {
  return sources(target, mesh, [], () => (directory) => targetAssignment(mesh, target, directory));
}
