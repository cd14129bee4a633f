import { plainShape } from '../words';

/** How the members of one shape stand in the form. What is not named here follows in the API's order. */
export interface ShapeLayout {
  /** Members in the order of reading. */
  order?: readonly string[];
  /** Members behind "More settings", open when one of them is set. */
  more?: readonly string[];
  /** Shows its members where it stands itself, without a frame: it only holds something. */
  transparent?: boolean;
  /** Members in one row, as key and value. */
  row?: boolean;
}

const MATCH = ['path', 'method', 'headers', 'queryParameters', 'port', 'scheme', 'hostname'];
const HOLDER: ShapeLayout = { transparent: true };

/** By the shape's name without the prefix VirtualGateway. */
const LAYOUTS: Readonly<Record<string, ShapeLayout>> = {
  VirtualNodeSpec: { order: ['listeners', 'serviceDiscovery', 'backends', 'logging'], more: ['backendDefaults'] },
  VirtualGatewaySpec: { order: ['listeners', 'logging'], more: ['backendDefaults'] },
  EgressFilter: HOLDER,
  MeshServiceDiscovery: HOLDER,
  BackendDefaults: HOLDER,
  ClientPolicy: HOLDER,
  Logging: HOLDER,
  AccessLog: HOLDER,
  FileAccessLog: { transparent: true, order: ['path'], more: ['format'] },
  SubjectAlternativeNames: HOLDER,
  SubjectAlternativeNameMatchers: HOLDER,
  PortMapping: { transparent: true, order: ['port', 'protocol'] },
  Listener: { order: ['portMapping', 'healthCheck', 'timeout'], more: ['tls', 'connectionPool', 'outlierDetection'] },
  HealthCheckPolicy: {
    order: ['protocol', 'port', 'path', 'intervalMillis', 'timeoutMillis', 'healthyThreshold', 'unhealthyThreshold'],
  },
  OutlierDetection: { order: ['maxServerErrors', 'interval', 'baseEjectionDuration', 'maxEjectionPercent'] },
  ListenerTls: { order: ['mode', 'certificate', 'validation'] },
  ListenerTlsValidationContext: { order: ['trust', 'subjectAlternativeNames'] },
  TlsValidationContext: { order: ['trust', 'subjectAlternativeNames'] },
  ClientPolicyTls: { order: ['enforce', 'ports', 'validation', 'certificate'] },
  AwsCloudMapServiceDiscovery: { order: ['namespaceName', 'serviceName', 'attributes'], more: ['ipPreference'] },
  DnsServiceDiscovery: { order: ['hostname', 'responseType'], more: ['ipPreference'] },
  AwsCloudMapInstanceAttribute: { row: true },
  JsonFormatRef: { row: true },
  Backend: HOLDER,
  VirtualServiceBackend: { transparent: true, order: ['virtualServiceName'], more: ['clientPolicy'] },
  HttpRoute: { order: ['match', 'action', 'timeout', 'retryPolicy'] },
  GrpcRoute: { order: ['match', 'action', 'timeout', 'retryPolicy'] },
  TcpRoute: { order: ['match', 'action', 'timeout'] },
  HttpRouteAction: HOLDER,
  GrpcRouteAction: HOLDER,
  TcpRouteAction: HOLDER,
  HttpRouteMatch: { order: MATCH, more: ['scheme', 'port'] },
  GrpcRouteMatch: { order: ['serviceName', 'methodName', 'metadata'], more: ['port'] },
  HttpRetryPolicy: { order: ['maxRetries', 'perRetryTimeout', 'httpRetryEvents', 'tcpRetryEvents'] },
  GrpcRetryPolicy: { order: ['maxRetries', 'perRetryTimeout', 'grpcRetryEvents', 'httpRetryEvents', 'tcpRetryEvents'] },
  HttpRouteHeader: { order: ['name', 'match', 'invert'] },
  HttpGatewayRouteHeader: { order: ['name', 'match', 'invert'] },
  GrpcRouteMetadata: { order: ['name', 'match', 'invert'] },
  GrpcGatewayRouteMetadata: { order: ['name', 'match', 'invert'] },
  HttpQueryParameter: { order: ['name', 'match'] },
  QueryParameterMatch: HOLDER,
  MatchRange: { transparent: true, order: ['start', 'end'] },
  HttpTimeout: { transparent: true, order: ['perRequest', 'idle'] },
  GrpcTimeout: { transparent: true, order: ['perRequest', 'idle'] },
  TcpTimeout: HOLDER,
  HttpGatewayRoute: { order: ['match', 'action'] },
  GrpcGatewayRoute: { order: ['match', 'action'] },
  HttpGatewayRouteMatch: { order: MATCH, more: ['port'] },
  GrpcGatewayRouteMatch: { order: ['serviceName', 'hostname', 'metadata'], more: ['port'] },
  HttpGatewayRouteAction: { transparent: true, order: ['target', 'rewrite'] },
  GrpcGatewayRouteAction: { transparent: true, order: ['target', 'rewrite'] },
  GatewayRouteTarget: { transparent: true, order: ['virtualService', 'port'] },
  GatewayRouteVirtualService: HOLDER,
  GatewayRouteHostnameMatch: HOLDER,
  GatewayRouteHostnameRewrite: HOLDER,
  HttpGatewayRouteRewrite: { order: ['hostname', 'prefix', 'path'] },
  HttpGatewayRoutePrefixRewrite: HOLDER,
  HttpGatewayRoutePathRewrite: HOLDER,
};

export function layoutOf(shape: string): ShapeLayout {
  return LAYOUTS[plainShape(shape)] ?? {};
}
