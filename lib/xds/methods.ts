const ADS = '/envoy.service.discovery.v3.AggregatedDiscoveryService';

/** Paths of the gRPC methods that Envoys call here. */
export const METHODS = {
  delta: `${ADS}/DeltaAggregatedResources`,
  sotw: `${ADS}/StreamAggregatedResources`,
  loadStats: '/envoy.service.load_stats.v3.LoadReportingService/StreamLoadStats',
  accessLogs: '/envoy.service.accesslog.v3.AccessLogService/StreamAccessLogs',
} as const;
