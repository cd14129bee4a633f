import { PreviousHostsPredicateSchema, type RetryPolicySchema, type RouteSchema } from '@/lib/envoy-api';
import { CLOSED_CLUSTER, routeTagName } from '@/lib/model';
import type { ActionIr, HttpRouteIr, RetryIr, ShareIr } from '../ir/route';
import type { CallerPolicyIr } from '../ir/tls';
import { upstreamOf } from '../to-ir/upstream';
import { upstreamName } from './egress-cluster';
import { routeMatch } from './match';
import { any, duration, type Init } from './wire';

type RouteInit = Init<typeof RouteSchema>;
type Forward = Extract<ActionIr, { do: 'forward' }>;

const MOST_RETRIES = 4_294_967_295;

/** Who asks, with its policies for the backend. */
export interface CallerIr {
  mesh: string;
  policy: CallerPolicyIr;
}

/** An Envoy route; undefined when no request can match it. */
export function envoyRoute(caller: CallerIr, route: HttpRouteIr): RouteInit | undefined {
  const match = routeMatch(route.match);
  if (!match) return undefined;
  return { name: routeTagName(route.tag), match, action: envoyAction(caller, route) };
}

function envoyAction(caller: CallerIr, { action }: HttpRouteIr): RouteInit['action'] {
  if (action.do === 'refuse') return refusal(action.reason);
  const weighted = action.shares.filter((share) => share.weight > 0);
  if (weighted.length === 0) return refusal('the weights of this route add up to 0');
  if (!weighted.some((share) => share.target)) {
    return refusal('no target of this route can be reached');
  }
  return forwarding(caller, action);
}

/** A 503 of our own, with the reason for whoever looks at the answer. */
export function refusal(reason: string): RouteInit['action'] {
  const text = `meshkeep: ${reason}\n`;
  return {
    case: 'directResponse',
    value: { status: 503, body: { specifier: { case: 'inlineString', value: text } } },
  };
}

function forwarding(caller: CallerIr, action: Forward): RouteInit['action'] {
  return {
    case: 'route',
    value: {
      clusterSpecifier: {
        case: 'weightedClusters',
        value: {
          clusters: action.shares.map((share) => ({ name: shareCluster(caller, share), weight: share.weight })),
        },
      },
      timeout: duration(action.timeoutMs),
      idleTimeout: duration(action.idleTimeoutMs),
      retryPolicy: retryPolicy(action.retry),
    },
  };
}

/** Cluster that gets a share: the closed one where there is no target, so that its share fails alone. */
export function shareCluster(caller: CallerIr, share: ShareIr): string {
  return share.target ? upstreamName(caller.mesh, upstreamOf(share.target, caller.policy)) : CLOSED_CLUSTER;
}

function retryPolicy(retry: RetryIr): Init<typeof RetryPolicySchema> {
  return {
    retryOn: retry.on.join(','),
    numRetries: Math.min(retry.retries, MOST_RETRIES),
    retriableStatusCodes: [...retry.statusCodes],
    ...(retry.perTryTimeoutMs !== undefined && { perTryTimeout: duration(retry.perTryTimeoutMs) }),
    retryHostPredicate: [
      {
        name: 'envoy.retry_host_predicates.previous_hosts',
        configType: { case: 'typedConfig', value: any(PreviousHostsPredicateSchema, {}) },
      },
    ],
    hostSelectionRetryMaxAttempts: 5n,
  };
}
