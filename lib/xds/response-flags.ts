/**
 * Envoy's short names of the fields of envoy.data.accesslog.v3.ResponseFlags, by field number, as `%RESPONSE_FLAGS%`
 * writes them and as users know them from their logs.
 */
export const RESPONSE_FLAGS: readonly (string | undefined)[] = [
  undefined,
  'LH', // failed_local_healthcheck
  'UH', // no_healthy_upstream
  'UT', // upstream_request_timeout
  'LR', // local_reset
  'UR', // upstream_remote_reset
  'UF', // upstream_connection_failure
  'UC', // upstream_connection_termination
  'UO', // upstream_overflow
  'NR', // no_route_found
  'DI', // delay_injected
  'FI', // fault_injected
  'RL', // rate_limited
  'UAEX', // unauthorized_details
  'RLSE', // rate_limit_service_error
  'DC', // downstream_connection_termination
  'URX', // upstream_retry_limit_exceeded
  'SI', // stream_idle_timeout
  'IH', // invalid_envoy_request_headers
  'DPE', // downstream_protocol_error
  'UMSDR', // upstream_max_stream_duration_reached
  'RFCF', // response_from_cache_filter
  'NFCF', // no_filter_config_found
  'DT', // duration_timeout
  'UPE', // upstream_protocol_error
  'NC', // no_cluster_found
  'OM', // overload_manager
  'DF', // dns_resolution_failure
  'DR', // downstream_remote_reset
];
