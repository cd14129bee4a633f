import { Cluster_LbPolicy, ClusterSchema } from '@/lib/envoy-api';
import { CLOSED_CLUSTER, tcpRouteClusterName } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import type { TargetIr } from '../ir/discovery';
import type { ShareIr } from '../ir/route';
import type { TcpServicePortIr } from '../ir/service';
import { rememberByName } from '../memo';
import type { EncodedResource } from '../types';
import { commonInit, edsInit, egressCluster, targetClusterName } from './egress-cluster';
import { type CallerIr, isOpen, shareCluster } from './route';
import { closedCluster } from './special-clusters';
import { encodeResource } from './wire';

/** A target and how much of the traffic it gets. */
export interface WeightedTargetIr {
  target: TargetIr;
  weight: number;
}

/** How connections to a TCP service are spread. */
export interface TcpPlan {
  /** For the filter: one cluster, or several by weight. A change of these is a change of the listener. */
  clusters: readonly { name: string; weight: number }[];
  /** The clusters themselves. */
  resources: readonly EncodedResource[];
  /** Clusters of one target each that get their endpoints by EDS. */
  targets: readonly TargetIr[];
  /** The one cluster with a locality for each target: its weights change by EDS alone. */
  localities: { cluster: string; targets: readonly WeightedTargetIr[] } | undefined;
  /** Equal keys give equal filters. */
  key: string;
}

const plans = rememberByName<TcpServicePortIr, TcpPlan>();

/** The plan of one TCP service port, shared by all callers with the same policies. */
export function tcpPlan(caller: CallerIr, port: TcpServicePortIr): TcpPlan {
  return plans(port, String(caller.closedPorts), [caller.mesh], () => {
    const plan = localityPlan(caller, port) ?? weightedPlan(caller, port.route.shares);
    const idle = port.route.idleTimeoutMs ?? 'default';
    return { ...plan, key: stableStringify([port.port, idle, plan.clusters]) };
  });
}

/**
 * Several Cloud Map targets: one cluster, a locality for each. A weight then changes by EDS, which leaves connections
 * alone; weights inside the listener would cut all old ones at the end of the drain time. Needs the same health check
 * and outlier detection for all, and no share that must fail (a locality without endpoints would give its share to the others).
 */
function localityPlan(caller: CallerIr, port: TcpServicePortIr): Omit<TcpPlan, 'key'> | undefined {
  const { shares } = port.route;
  if (shares.length < 2) return undefined;
  const failing = shares.some((share) => share.weight > 0 && !isOpen(share, caller.closedPorts));
  const targets = mergeTargets(caller, shares);
  const [first] = targets;
  const alike = new Set(targets.map(({ target }) => alikeText(target)));
  const cloudMap = targets.every(({ target }) => target.discovery.by === 'cloudMap');
  if (failing || !first || !cloudMap || alike.size > 1) return undefined;
  const { virtualRouter = '', route = '' } = port.route.tag;
  const cluster = tcpRouteClusterName(caller.mesh, virtualRouter, route, port.port);
  return {
    clusters: [{ name: cluster, weight: 1 }],
    resources: [localityCluster(cluster, first.target)],
    targets: [],
    localities: { cluster, targets },
  };
}

/** What targets of one cluster must have in common. */
function alikeText({ healthCheck, outlier }: TargetIr): string {
  return stableStringify({ healthCheck: { ...healthCheck, port: undefined }, outlier });
}

/** Open targets, each once: Envoy refuses a locality that comes twice. Weights of the same target add up. */
function mergeTargets(caller: CallerIr, shares: readonly ShareIr[]): WeightedTargetIr[] {
  const merged = new Map<TargetIr, number>();
  for (const share of shares) {
    if (share.target && isOpen(share, caller.closedPorts)) {
      merged.set(share.target, (merged.get(share.target) ?? 0) + share.weight);
    }
  }
  return [...merged].map(([target, weight]) => ({ target, weight }));
}

function localityCluster(name: string, target: TargetIr): EncodedResource {
  return encodeResource(
    'cluster',
    ClusterSchema,
    {
      name,
      ...commonInit(target),
      ...edsInit(),
      lbPolicy: Cluster_LbPolicy.ROUND_ROBIN,
      commonLbConfig: { localityConfigSpecifier: { case: 'localityWeightedLbConfig', value: {} } },
    },
    { eds: true },
  );
}

/** One cluster, or several by weight in the filter; a weight of 0 is left out, since Envoy refuses it here. */
function weightedPlan(caller: CallerIr, shares: readonly ShareIr[]): Omit<TcpPlan, 'key'> {
  const weighted = shares.filter((share) => share.weight > 0);
  const open = weighted.filter((share) => isOpen(share, caller.closedPorts));
  if (open.length === 0) {
    return {
      clusters: [{ name: CLOSED_CLUSTER, weight: 1 }],
      resources: [closedCluster()],
      targets: [],
      localities: undefined,
    };
  }
  const targets = [...new Set(open.map((share) => share.target))].filter((target) => target !== undefined);
  return {
    clusters: weighted.map((share) => ({ name: shareCluster(caller, share), weight: share.weight })),
    resources: [
      ...targets.map((target) => egressCluster(caller.mesh, target)),
      ...(open.length < weighted.length ? [closedCluster()] : []),
    ],
    targets: targets.filter((target) => target.discovery.by === 'cloudMap'),
    localities: undefined,
  };
}

/** Names of targets, as localities of a locality cluster bear them. */
export function localityName(mesh: string, target: TargetIr): string {
  return targetClusterName(mesh, target);
}
