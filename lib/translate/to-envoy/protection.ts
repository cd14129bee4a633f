import type { CircuitBreakersSchema, ClusterSchema } from '@/lib/envoy-api';
import type { OutlierIr, PoolIr } from '../ir/protection';
import { duration, type Init } from './wire';

const NO_LIMIT = 2_147_483_647;
const UINT32_MAX = 4_294_967_295;

/**
 * App Mesh's four values on every cluster, lowered by a connection pool. Without them Envoy's own defaults (1024
 * connections and requests, 3 retries at a time) act, and most retries to a failing target are dropped.
 */
export function circuitBreakers(pool?: PoolIr): Init<typeof CircuitBreakersSchema> {
  return {
    thresholds: [
      {
        maxConnections: limit(pool?.maxConnections),
        maxPendingRequests: limit(pool?.maxPendingRequests),
        maxRequests: limit(pool?.maxRequests),
        maxRetries: NO_LIMIT,
      },
    ],
  };
}

function limit(value: number | undefined): number {
  return Math.min(value ?? NO_LIMIT, NO_LIMIT);
}

/** Only the rule that was declared acts: Envoy's own, by success rate, is off. */
export function outlierDetection(outlier: OutlierIr | undefined): Pick<Init<typeof ClusterSchema>, 'outlierDetection'> {
  if (!outlier) return {};
  return {
    outlierDetection: {
      consecutive5xx: Math.min(outlier.serverErrors, UINT32_MAX),
      interval: duration(outlier.intervalMs),
      baseEjectionTime: duration(outlier.ejectionMs),
      maxEjectionPercent: outlier.maxEjectionPercent,
      enforcingSuccessRate: 0,
    },
  };
}
