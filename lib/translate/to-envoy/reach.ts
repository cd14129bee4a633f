import type { InstanceDirectory } from '@/lib/model';
import type { EgressIr, HostIr } from '../ir/egress';
import type { NodeIr } from '../ir/node';
import type { SecretIr } from '../ir/tls';
import type { UpstreamIr } from '../ir/upstream';
import { remember, rememberByName, sameItems } from '../memo';
import { upstreamOf } from '../to-ir/upstream';
import type { EncodedResource } from '../types';
import { spreadAssignment, targetAssignment } from './assignment';
import { egressCluster } from './egress-cluster';
import { clientSecrets } from './secrets';
import { closedCluster } from './special-clusters';
import { type TcpPlan, tcpPlan } from './tcp-plan';

/** Makes one endpoint assignment from the instances of the moment. */
export type AssignmentSource = (directory: InstanceDirectory) => EncodedResource;

/** Clusters that a part of the configuration refers to, and where their endpoints come from. */
export interface Reach {
  clusters: readonly EncodedResource[];
  assignments: readonly AssignmentSource[];
  /** What TLS towards them needs from us. */
  secrets: readonly SecretIr[];
}

const httpReaches = remember<HostIr, Reach>();
const targetReaches = rememberByName<UpstreamIr, Reach>();
const tcpReaches = remember<TcpPlan, Reach>();
const sources = remember<UpstreamIr, AssignmentSource>();

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
  for (const { port, policy } of egress.tcp) parts.push(tcpReach(mesh, tcpPlan({ mesh, policy }, port)));
  if (before && sameItems(before.parts, parts)) return before;
  return {
    parts,
    clusters: parts.flatMap((part) => part.clusters),
    assignments: [...new Set(parts.flatMap((part) => part.assignments))],
    secrets: parts.flatMap((part) => part.secrets),
  };
}

function httpReach(mesh: string, host: HostIr): Reach {
  return httpReaches(host, [mesh], () => {
    const shares = (host.port?.routes ?? []).flatMap(({ action }) => (action.do === 'forward' ? action.shares : []));
    const targets = new Set(shares.flatMap(({ target }) => target ?? []));
    const upstreams = [...targets].map((target) => upstreamOf(target, host.policy));
    return targetsReach(
      mesh,
      upstreams,
      shares.some(({ target }) => !target),
    );
  });
}

/** The same object for the same targets: a change of weights makes another host, and reaches nothing else. */
function targetsReach(mesh: string, upstreams: readonly UpstreamIr[], someClosed: boolean): Reach {
  const [first] = upstreams;
  const make = () => ({
    clusters: [...upstreams.map((upstream) => egressCluster(mesh, upstream)), ...(someClosed ? [closedCluster()] : [])],
    assignments: upstreams.filter(isEds).map((upstream) => upstreamSource(mesh, upstream)),
    secrets: upstreams.flatMap(({ tls }) => clientSecrets(tls)),
  });
  return first ? targetReaches(first, String(someClosed), [mesh, ...upstreams], make) : make();
}

function tcpReach(mesh: string, plan: TcpPlan): Reach {
  return tcpReaches(plan, [mesh], () => {
    const { localities } = plan;
    const spread = localities && ((directory: InstanceDirectory) => spreadAssignment(mesh, localities, directory));
    return {
      clusters: plan.resources,
      assignments: [
        ...plan.upstreams.filter(isEds).map((upstream) => upstreamSource(mesh, upstream)),
        ...(spread ? [spread] : []),
      ],
      secrets: [...plan.upstreams, ...(localities?.targets ?? []).map(({ upstream }) => upstream)].flatMap(({ tls }) =>
        clientSecrets(tls),
      ),
    };
  });
}

function isEds({ target }: UpstreamIr): boolean {
  return target.discovery.by === 'cloudMap';
}

function upstreamSource(mesh: string, upstream: UpstreamIr): AssignmentSource {
  return sources(upstream, [mesh], () => (directory) => targetAssignment(mesh, upstream, directory));
}
