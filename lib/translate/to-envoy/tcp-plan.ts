import { Cluster_LbPolicy, ClusterSchema } from '@/lib/envoy-api';
import { CLOSED_CLUSTER, policySuffix, tcpRouteClusterName } from '@/lib/model';
import { stableStringify } from '@/lib/util';
import type { TargetIr } from '../ir/discovery';
import type { ShareIr } from '../ir/route';
import type { TcpServicePortIr } from '../ir/service';
import type { UpstreamIr } from '../ir/upstream';
import { rememberByName } from '../memo';
import { upstreamOf } from '../to-ir/upstream';
import type { EncodedResource } from '../types';
import { commonInit, edsInit, egressCluster, upstreamName } from './egress-cluster';
import { type CallerIr, shareCluster } from './route';
import { closedCluster } from './special-clusters';
import { contentHash, encodeResource } from './wire';

/** A target and how much of the traffic it gets. */
export interface WeightedUpstreamIr {
  upstream: UpstreamIr;
  weight: number;
}

/** How connections to a TCP service are spread. */
export interface TcpPlan {
  /** For the filter: one cluster, or several by weight. A change of these is a change of the listener. */
  clusters: readonly { name: string; weight: number }[];
  /** The clusters themselves. */
  resources: readonly EncodedResource[];
  /** Those that have a cluster of their own. */
  upstreams: readonly UpstreamIr[];
  /** The one cluster with a locality for each target: its weights change by EDS alone. */
  localities: { cluster: string; targets: readonly WeightedUpstreamIr[] } | undefined;
  /** Equal keys give equal filters. */
  key: string;
}

const plans = rememberByName<TcpServicePortIr, TcpPlan>();

/** The plan of one TCP service port, shared by all callers with the same policies. */
export function tcpPlan(caller: CallerIr, port: TcpServicePortIr): TcpPlan {
  return plans(port, caller.policy.key, [caller.mesh], () => {
    const plan = localityPlan(caller, port) ?? weightedPlan(caller, port.route.shares);
    const idle = port.route.idleTimeoutMs ?? 'default';
    return { ...plan, key: stableStringify([port.port, idle, plan.clusters]) };
  });
}

/**
 * Several Cloud Map targets: one cluster, a locality for each. A weight then changes by EDS, which leaves connections
 * alone; weights inside the listener would cut all old ones at the end of the drain time. Needs the same health check,
 * outlier detection and TLS for all, and no share that must fail (a locality without endpoints would give its share to
 * the others).
 */
function localityPlan(caller: CallerIr, port: TcpServicePortIr): Omit<TcpPlan, 'key'> | undefined {
  const { shares } = port.route;
  if (shares.length < 2) return undefined;
  const failing = shares.some((share) => share.weight > 0 && !share.target);
  const targets = mergeTargets(caller, shares);
  const [first] = targets;
  const alike = new Set(targets.map(({ upstream }) => alikeText(upstream)));
  const cloudMap = targets.every(({ upstream }) => upstream.target.discovery.by === 'cloudMap');
  if (failing || !first || !cloudMap || alike.size > 1) return undefined;
  const { virtualRouter = '', route = '' } = port.route.tag;
  const { variant } = first.upstream;
  const suffix = variant === undefined ? '' : policySuffix(contentHash(variant));
  const cluster = tcpRouteClusterName(caller.mesh, virtualRouter, route, port.port) + suffix;
  return {
    clusters: [{ name: cluster, weight: 1 }],
    resources: [localityCluster(cluster, first.upstream)],
    upstreams: [],
    localities: { cluster, targets },
  };
}

/** What targets of one cluster must have in common. */
function alikeText({ target: { healthCheck, outlier }, tls }: UpstreamIr): string {
  return stableStringify({ healthCheck: { ...healthCheck, port: undefined }, outlier, tls });
}

/** Targets, each once: Envoy refuses a locality that comes twice. Weights of the same target add up. */
function mergeTargets(caller: CallerIr, shares: readonly ShareIr[]): WeightedUpstreamIr[] {
  const merged = new Map<TargetIr, number>();
  for (const { target, weight } of shares) if (target) merged.set(target, (merged.get(target) ?? 0) + weight);
  return [...merged].map(([target, weight]) => ({ upstream: upstreamOf(target, caller.policy), weight }));
}

function localityCluster(name: string, upstream: UpstreamIr): EncodedResource {
  return encodeResource(
    'cluster',
    ClusterSchema,
    {
      name,
      ...commonInit(upstream),
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
  const targets = [...new Set(weighted.flatMap(({ target }) => target ?? []))];
  if (targets.length === 0) {
    return {
      clusters: [{ name: CLOSED_CLUSTER, weight: 1 }],
      resources: [closedCluster()],
      upstreams: [],
      localities: undefined,
    };
  }
  const upstreams = targets.map((target) => upstreamOf(target, caller.policy));
  return {
    clusters: weighted.map((share) => ({ name: shareCluster(caller, share), weight: share.weight })),
    resources: [
      ...upstreams.map((upstream) => egressCluster(caller.mesh, upstream)),
      ...(weighted.some(({ target }) => !target) ? [closedCluster()] : []),
    ],
    upstreams,
    localities: undefined,
  };
}

/** Names of targets, as localities of a locality cluster bear them. */
export function localityName(mesh: string, upstream: UpstreamIr): string {
  return upstreamName(mesh, upstream);
}
