import { createHash } from 'node:crypto';
import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { anyPack } from '@bufbuild/protobuf/wkt';
import {
  Cluster_DiscoveryType,
  ClusterLoadAssignmentSchema,
  ClusterSchema,
  HttpConnectionManagerSchema,
  HttpGrpcAccessLogConfigSchema,
  ListenerSchema,
  RouteConfigurationSchema,
  RouterSchema,
  UpstreamsHttpProtocolOptionsSchema,
} from '@/lib/envoy-api';
import type { EncodedResource } from '@/lib/translate';

/** Resources that a real Envoy takes, written by hand and small. The version is the hash of the bytes. */
function encoded<Desc extends DescMessage>(name: string, schema: Desc, init: MessageInitShape<Desc>): EncodedResource {
  const bytes = toBinary(schema, create(schema, init));
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { name, version, bytes };
}

const ads = { configSourceSpecifier: { case: 'ads' as const, value: {} }, resourceApiVersion: 2 };

function address(port: number, host = '127.0.0.1') {
  return {
    address: {
      case: 'socketAddress' as const,
      value: { address: host, portSpecifier: { case: 'portValue' as const, value: port } },
    },
  };
}

function endpoints(ports: readonly number[], host?: string) {
  return [
    {
      lbEndpoints: ports.map((port) => ({
        hostIdentifier: { case: 'endpoint' as const, value: { address: address(port, host) } },
      })),
    },
  ];
}

interface ClusterOptions {
  connectTimeout?: { seconds: bigint };
  outlierDetection?: { maxEjectionPercent: number };
}

interface StaticOptions extends ClusterOptions {
  address?: string;
  http2?: boolean;
}

/** A cluster whose endpoints come by EDS. */
export function edsCluster(name: string, more: ClusterOptions = {}): EncodedResource {
  const message = create(ClusterSchema, {
    name,
    clusterDiscoveryType: { case: 'type', value: Cluster_DiscoveryType.EDS },
    edsClusterConfig: { edsConfig: ads },
    connectTimeout: { seconds: 1n },
    ...more,
  });
  return { ...encoded(name, ClusterSchema, message), eds: true };
}

export function staticCluster(name: string, port: number, options: StaticOptions = {}): EncodedResource {
  const { address: host, http2, ...more } = options;
  return encoded(name, ClusterSchema, {
    name,
    clusterDiscoveryType: { case: 'type', value: Cluster_DiscoveryType.STATIC },
    loadAssignment: { clusterName: name, endpoints: endpoints([port], host) },
    connectTimeout: { seconds: 1n },
    ...(http2 && {
      typedExtensionProtocolOptions: { [HTTP_OPTIONS]: anyPack(UpstreamsHttpProtocolOptionsSchema, HTTP2) },
    }),
    ...more,
  });
}

const HTTP_OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const HTTP2 = create(UpstreamsHttpProtocolOptionsSchema, {
  upstreamProtocolOptions: {
    case: 'explicitHttpConfig',
    value: { protocolConfig: { case: 'http2ProtocolOptions', value: {} } },
  },
});

export function loadAssignment(name: string, ports: readonly number[]): EncodedResource {
  return encoded(name, ClusterLoadAssignmentSchema, { clusterName: name, endpoints: endpoints(ports) });
}

type ManagerInit = MessageInitShape<typeof HttpConnectionManagerSchema>;

/** An HTTP listener that takes its routes by RDS. */
export function httpListener(name: string, port: number, routes: string, more: ManagerInit = {}): EncodedResource {
  const manager = create(HttpConnectionManagerSchema, {
    statPrefix: name,
    routeSpecifier: { case: 'rds', value: { configSource: ads, routeConfigName: routes } },
    httpFilters: [
      {
        name: 'envoy.filters.http.router',
        configType: { case: 'typedConfig', value: anyPack(RouterSchema, create(RouterSchema, {})) },
      },
    ],
    ...more,
  });
  return encoded(name, ListenerSchema, {
    name,
    address: address(port),
    filterChains: [
      {
        filters: [
          {
            name: 'envoy.filters.network.http_connection_manager',
            configType: { case: 'typedConfig', value: anyPack(HttpConnectionManagerSchema, manager) },
          },
        ],
      },
    ],
  });
}

/** Sends everything to these clusters by weight. `padding` makes it big, and is of no effect. */
export function weightedRoutes(
  name: string,
  weights: Readonly<Record<string, number>>,
  padding?: string,
): EncodedResource {
  const clusters = Object.entries(weights).map(([cluster, weight]) => ({ name: cluster, weight }));
  return encoded(name, RouteConfigurationSchema, {
    name,
    virtualHosts: [
      {
        name: 'all',
        domains: ['*'],
        routes: [
          {
            name: 'service/router/route',
            ...(padding && { metadata: { filterMetadata: { padding: { padding } } } }),
            match: { pathSpecifier: { case: 'prefix', value: '/' } },
            action: { case: 'route', value: { clusterSpecifier: { case: 'weightedClusters', value: { clusters } } } },
          },
        ],
      },
    ],
  });
}

/** Writes an access log to the gRPC service behind a cluster. */
export function grpcAccessLog(cluster: string, logName: string): NonNullable<ManagerInit['accessLog']> {
  const config = create(HttpGrpcAccessLogConfigSchema, {
    commonConfig: {
      logName,
      transportApiVersion: 2,
      bufferFlushInterval: { nanos: 50_000_000 },
      grpcService: { targetSpecifier: { case: 'envoyGrpc', value: { clusterName: cluster } } },
    },
  });
  const value = anyPack(HttpGrpcAccessLogConfigSchema, config);
  return [{ name: 'envoy.access_loggers.http_grpc', configType: { case: 'typedConfig', value } }];
}
