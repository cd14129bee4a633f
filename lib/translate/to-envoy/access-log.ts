import type { JsonObject } from '@bufbuild/protobuf';
import {
  type AccessLogSchema,
  ApiVersion,
  type CommonGrpcAccessLogConfigSchema,
  FileAccessLogSchema,
  FractionalPercent_DenominatorType,
  HttpGrpcAccessLogConfigSchema,
  type SubstitutionFormatStringSchema,
  TcpGrpcAccessLogConfigSchema,
} from '@/lib/envoy-api';
import {
  ACCESS_LOG_CLUSTER,
  accessLogName,
  type LoggingFormat,
  type RouteTag,
  routeTagName,
  TCP_ROUTE_TAG,
} from '@/lib/model';
import type { FileLogIr } from '../ir/node';
import type { ProxyProfile } from '../types';
import { any, duration, type Init } from './wire';

type Log = Init<typeof AccessLogSchema>;
type ServiceLog = NonNullable<ProxyProfile['accessLog']>;

/** How long Envoy keeps entries back before it sends them: figures on the screen are live. */
const FLUSH_MS = 500;

/** Logs of HTTP requests: the node's own file, and our service. */
export function httpLogs(
  direction: 'ingress' | 'egress',
  file: FileLogIr | undefined,
  service: ServiceLog | undefined,
): Log[] {
  return [
    ...(file ? [fileLog(file)] : []),
    ...(service
      ? [
          {
            name: 'envoy.access_loggers.http_grpc',
            configType: {
              case: 'typedConfig' as const,
              value: any(HttpGrpcAccessLogConfigSchema, {
                commonConfig: common(direction, service),
                // A gRPC answer tells its outcome in a trailer, or in a header when there is nothing else.
                additionalResponseHeadersToLog: ['grpc-status'],
                additionalResponseTrailersToLog: ['grpc-status'],
              }),
            },
            ...sampling(service.samplePercent),
          },
        ]
      : []),
  ];
}

/**
 * Logs of TCP connections: our service only, as App Mesh's file logs are of HTTP requests. A TCP proxy has no routes
 * with names, so the tag of what it stands for goes with each entry.
 */
export function tcpLogs(direction: 'ingress' | 'egress', service: ServiceLog | undefined, tag?: RouteTag): Log[] {
  if (!service) return [];
  return [
    {
      name: 'envoy.access_loggers.tcp_grpc',
      configType: {
        case: 'typedConfig',
        value: any(TcpGrpcAccessLogConfigSchema, {
          commonConfig: { ...common(direction, service), ...(tag && routeTag(tag)) },
        }),
      },
      ...sampling(service.samplePercent),
    },
  ];
}

function routeTag(tag: RouteTag): Pick<Init<typeof CommonGrpcAccessLogConfigSchema>, 'customTags'> {
  return { customTags: [{ tag: TCP_ROUTE_TAG, type: { case: 'literal', value: { value: routeTagName(tag) } } }] };
}

function fileLog({ path, format }: FileLogIr): Log {
  return {
    name: 'envoy.access_loggers.file',
    configType: {
      case: 'typedConfig',
      value: any(FileAccessLogSchema, {
        path,
        ...(format && { accessLogFormat: { case: 'logFormat', value: logFormat(format) } }),
      }),
    },
  };
}

function logFormat(format: LoggingFormat): Init<typeof SubstitutionFormatStringSchema> {
  if (format.text !== undefined) {
    const value = { specifier: { case: 'inlineString' as const, value: format.text } };
    return { format: { case: 'textFormatSource', value } };
  }
  const value: JsonObject = Object.fromEntries((format.json ?? []).map((pair) => [pair.key, pair.value]));
  return { format: { case: 'jsonFormat', value } };
}

function common(
  direction: 'ingress' | 'egress',
  { samplePercent, address: { token } }: ServiceLog,
): Init<typeof CommonGrpcAccessLogConfigSchema> {
  return {
    logName: accessLogName(direction, samplePercent),
    grpcService: {
      targetSpecifier: { case: 'envoyGrpc', value: { clusterName: ACCESS_LOG_CLUSTER } },
      ...(token !== undefined && { initialMetadata: [{ key: 'authorization', value: `Bearer ${token}` }] }),
    },
    transportApiVersion: ApiVersion.V3,
    bufferFlushInterval: duration(FLUSH_MS),
  };
}

function sampling(percent: number): Pick<Log, 'filter'> {
  if (percent >= 100) return {};
  const whole = Number.isInteger(percent);
  return {
    filter: {
      filterSpecifier: {
        case: 'runtimeFilter',
        value: {
          runtimeKey: 'meshkeep.access_log',
          percentSampled: {
            numerator: whole ? percent : Math.round(percent * 10_000),
            denominator: whole ? FractionalPercent_DenominatorType.HUNDRED : FractionalPercent_DenominatorType.MILLION,
          },
          useIndependentRandomness: true,
        },
      },
    },
  };
}
