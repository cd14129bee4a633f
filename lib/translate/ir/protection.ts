/** How much one listener's cluster may be asked at once; undefined = no limit. */
export interface PoolIr {
  maxConnections: number | undefined;
  maxPendingRequests: number | undefined;
  maxRequests: number | undefined;
}

/** When callers stop asking an endpoint for a while. */
export interface OutlierIr {
  /** So many 5xx answers, or connections that failed, in a row. */
  serverErrors: number;
  intervalMs: number;
  ejectionMs: number;
  maxEjectionPercent: number;
}
