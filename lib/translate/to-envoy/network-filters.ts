import type { AccessLogSchema } from '@/lib/envoy-api';
import {
  type FilterSchema,
  HttpConnectionManager_CodecType,
  HttpConnectionManager_PathWithEscapedSlashesAction,
  HttpConnectionManagerSchema,
  RouterSchema,
  TcpProxySchema,
} from '@/lib/envoy-api';
import { FROM_ADS } from './cluster-parts';
import { any, duration, type Init } from './wire';

type Filter = Init<typeof FilterSchema>;

/** What differs between our HTTP connection managers. */
export interface HttpFilterOptions {
  statPrefix: string;
  routeConfig: string;
  accessLog: Init<typeof AccessLogSchema>[];
  /** Bound on idle connections; absent = Envoy's own, 1 h. */
  idleTimeoutMs?: number | undefined;
}

/** One connection manager for every HTTP kind, with App Mesh's constants (envoy-mapping.md 2.2). */
export function httpConnectionManager(options: HttpFilterOptions): Filter {
  return {
    name: 'envoy.filters.network.http_connection_manager',
    configType: {
      case: 'typedConfig',
      value: any(HttpConnectionManagerSchema, {
        statPrefix: options.statPrefix,
        codecType: HttpConnectionManager_CodecType.AUTO,
        routeSpecifier: { case: 'rds', value: { routeConfigName: options.routeConfig, configSource: FROM_ADS } },
        httpFilters: [
          { name: 'envoy.filters.http.router', configType: { case: 'typedConfig', value: any(RouterSchema, {}) } },
        ],
        tracing: {},
        ...(options.idleTimeoutMs !== undefined && {
          commonHttpProtocolOptions: { idleTimeout: duration(options.idleTimeoutMs) },
        }),
        accessLog: options.accessLog,
        upgradeConfigs: [{ upgradeType: 'websocket' }],
        normalizePath: true,
        mergeSlashes: true,
        pathWithEscapedSlashesAction: HttpConnectionManager_PathWithEscapedSlashesAction.KEEP_UNCHANGED,
      }),
    },
  };
}

/** What differs between our TCP proxies. */
export interface TcpFilterOptions {
  statPrefix: string;
  /** One cluster gets every connection; several share them by weight, each at least 1. */
  clusters: readonly { name: string; weight: number }[];
  accessLog: Init<typeof AccessLogSchema>[];
  /** Absent = Envoy's own, 1 h. */
  idleTimeoutMs?: number | undefined;
}

export function tcpProxy(options: TcpFilterOptions): Filter {
  const [first, ...others] = options.clusters;
  return {
    name: 'envoy.filters.network.tcp_proxy',
    configType: {
      case: 'typedConfig',
      value: any(TcpProxySchema, {
        statPrefix: options.statPrefix,
        clusterSpecifier:
          first && others.length === 0
            ? { case: 'cluster', value: first.name }
            : { case: 'weightedClusters', value: { clusters: options.clusters.map((cluster) => ({ ...cluster })) } },
        ...(options.idleTimeoutMs !== undefined && { idleTimeout: duration(options.idleTimeoutMs) }),
        accessLog: options.accessLog,
      }),
    },
  };
}
