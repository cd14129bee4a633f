import type { Listener, OutlierDetection, PortProtocol, VirtualGatewayListener } from '@/lib/model';
import type { OutlierIr, PoolIr } from '../ir/protection';
import { milliseconds } from './durations';

/** Members that any kind of connection pool has. */
type AnyPool = { maxConnections?: number; maxPendingRequests?: number; maxRequests?: number };

/** The limits of a listener, of its own protocol; a gateway has none for TCP. */
export function poolIr({ portMapping, connectionPool }: Listener | VirtualGatewayListener): PoolIr | undefined {
  const pools: Partial<Record<PortProtocol, AnyPool>> = connectionPool ?? {};
  const pool = pools[portMapping.protocol];
  return (
    pool && {
      maxConnections: pool.maxConnections,
      maxPendingRequests: pool.maxPendingRequests,
      maxRequests: pool.maxRequests,
    }
  );
}

/** Outlier detection as declared; none where a time is missing or 0, which Envoy refuses with the whole cluster. */
export function outlierIr(detection: OutlierDetection | undefined): OutlierIr | undefined {
  const intervalMs = milliseconds(detection?.interval);
  const ejectionMs = milliseconds(detection?.baseEjectionDuration);
  if (!detection || !intervalMs || !ejectionMs) return undefined;
  const { maxServerErrors, maxEjectionPercent } = detection;
  return { serverErrors: maxServerErrors, intervalMs, ejectionMs, maxEjectionPercent };
}
