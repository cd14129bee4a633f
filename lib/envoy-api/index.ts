/**
 * envoy-api: Envoy's v3 API as TypeScript, generated (`npm run generate:envoy`) from envoy.binpb.gz, the descriptor set
 * of Envoy 1.40 that scripts/envoy-descriptors writes. Nothing else lives here: no helpers that know a mesh.
 * Traps: wrapper types are plain scalars, oneofs are {case, value}, Duration.seconds is a bigint.
 * Where two packages use one name, the less used one is exported under a longer name.
 */
export * from './generated/envoy/config/accesslog/v3/accesslog_pb.js';
export * from './generated/envoy/config/bootstrap/v3/bootstrap_pb.js';
export * from './generated/envoy/config/cluster/v3/circuit_breaker_pb.js';
export * from './generated/envoy/config/cluster/v3/cluster_pb.js';
export * from './generated/envoy/config/cluster/v3/outlier_detection_pb.js';
export * from './generated/envoy/config/core/v3/address_pb.js';
export {
  type ControlPlane,
  ControlPlaneSchema,
  type DataSource,
  DataSourceSchema,
  type HeaderValue,
  type HeaderValueOption,
  HeaderValueOption_HeaderAppendAction,
  HeaderValueOptionSchema,
  HeaderValueSchema,
  type Locality,
  LocalitySchema,
  type Metadata,
  MetadataSchema,
  type Node,
  NodeSchema,
  RoutingPriority,
  type RuntimeFractionalPercent,
  RuntimeFractionalPercentSchema,
  TrafficDirection,
  type TransportSocket,
  TransportSocketSchema,
} from './generated/envoy/config/core/v3/base_pb.js';
export * from './generated/envoy/config/core/v3/config_source_pb.js';
export * from './generated/envoy/config/core/v3/extension_pb.js';
export * from './generated/envoy/config/core/v3/grpc_service_pb.js';
export * from './generated/envoy/config/core/v3/health_check_pb.js';
export * from './generated/envoy/config/core/v3/protocol_pb.js';
export * from './generated/envoy/config/core/v3/substitution_format_string_pb.js';
export * from './generated/envoy/config/endpoint/v3/endpoint_components_pb.js';
export * from './generated/envoy/config/endpoint/v3/endpoint_pb.js';
export * from './generated/envoy/config/endpoint/v3/load_report_pb.js';
export * from './generated/envoy/config/listener/v3/listener_components_pb.js';
export * from './generated/envoy/config/listener/v3/listener_pb.js';
export * from './generated/envoy/config/route/v3/route_components_pb.js';
export * from './generated/envoy/config/route/v3/route_pb.js';
export * from './generated/envoy/data/accesslog/v3/accesslog_pb.js';
export * from './generated/envoy/extensions/access_loggers/file/v3/file_pb.js';
export * from './generated/envoy/extensions/access_loggers/grpc/v3/als_pb.js';
export * from './generated/envoy/extensions/access_loggers/stream/v3/stream_pb.js';
export * from './generated/envoy/extensions/filters/http/router/v3/router_pb.js';
export * from './generated/envoy/extensions/filters/listener/original_dst/v3/original_dst_pb.js';
export * from './generated/envoy/extensions/filters/listener/tls_inspector/v3/tls_inspector_pb.js';
export * from './generated/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
export * from './generated/envoy/extensions/filters/network/tcp_proxy/v3/tcp_proxy_pb.js';
export * from './generated/envoy/extensions/retry/host/previous_hosts/v3/previous_hosts_pb.js';
export {
  SubjectAltNameMatcher_SanType,
  TlsParameters_TlsProtocol,
} from './generated/envoy/extensions/transport_sockets/tls/v3/common_pb.js';
export * from './generated/envoy/extensions/transport_sockets/tls/v3/secret_pb.js';
export * from './generated/envoy/extensions/transport_sockets/tls/v3/tls_pb.js';
export {
  type HttpProtocolOptions as UpstreamsHttpProtocolOptions,
  HttpProtocolOptionsSchema as UpstreamsHttpProtocolOptionsSchema,
} from './generated/envoy/extensions/upstreams/http/v3/http_protocol_options_pb.js';
export * from './generated/envoy/service/accesslog/v3/als_pb.js';
export * from './generated/envoy/service/discovery/v3/ads_pb.js';
export * from './generated/envoy/service/discovery/v3/discovery_pb.js';
export * from './generated/envoy/service/load_stats/v3/lrs_pb.js';
export * from './generated/envoy/type/matcher/v3/regex_pb.js';
export * from './generated/envoy/type/matcher/v3/string_pb.js';
export { CodecClientType } from './generated/envoy/type/v3/http_pb.js';
export * from './generated/envoy/type/v3/percent_pb.js';
export * from './generated/envoy/type/v3/range_pb.js';
export * from './generated/envoy/type/v3/semantic_version_pb.js';
export * from './generated/google/rpc/status_pb.js';
