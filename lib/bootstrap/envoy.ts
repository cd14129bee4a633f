/** Envoy's bootstrap as data (envoy-mapping: section 1.5, what a plain Envoy needs instead of the AWS image). */
import {
  ACCESS_LOG_CLUSTER,
  type BootstrapDataplane,
  type BootstrapOptions,
  type ControlPlaneAddress,
  type ProxyCredential,
} from '@/lib/model';
import type { ResourceOfProxy } from './resource';
import { credentialParts, type XdsAccess, xdsCluster } from './xds-cluster';

/** All that a bootstrap depends on. */
export interface BootstrapInput {
  resource: ResourceOfProxy;
  controlPlane: ControlPlaneAddress;
  credential: ProxyCredential;
  options: BootstrapOptions;
}

/** A file that the bootstrap names and that must lie there before Envoy starts. */
export interface ExtraFile {
  path: string;
  text: string;
}

export interface EnvoyBootstrap {
  bootstrap: Record<string, unknown>;
  files: ExtraFile[];
}

/** Where files lie that Envoy watches, unless the options say otherwise. */
const FOLDER = '/etc/envoy';

const XDS_CLUSTER = 'xds';

/** Makes Envoy's bootstrap, and the files that it reads again when a credential rotates. */
export function envoyBootstrap({ resource, controlPlane, credential, options }: BootstrapInput): EnvoyBootstrap {
  const access = { controlPlane, credential, folder: options.folder ?? FOLDER };
  const { secrets, files } = credentialParts(credential, access.folder);
  const clusters = [XDS_CLUSTER, ...accessLogClusters(access)].map((name) => xdsCluster(name, access));
  return {
    bootstrap: {
      node: node(resource, options),
      admin: admin(options),
      dynamic_resources: dynamicResources(options),
      static_resources: { clusters, ...(secrets.length > 0 && { secrets }) },
      ...(options.loadReports !== false && { cluster_manager: { load_stats_config: grpcSource('GRPC') } }),
      layered_runtime: {
        // App Mesh's value: with Envoy's own (100) a long regex of a route is refused.
        layers: [{ name: 'static', static_layer: { re2: { max_program_size: { error_level: 1000 } } } }],
      },
    },
    files,
  };
}

/**
 * The access log service is reached by the same way and with the same credential: a static cluster of this name stands
 * before the one that the control plane sends, which knows no credential. By a plain socket that one will do.
 */
function accessLogClusters({ controlPlane, credential }: XdsAccess): string[] {
  return 'socket' in controlPlane && credential.type === 'none' ? [] : [ACCESS_LOG_CLUSTER];
}

function node({ nodeId }: ResourceOfProxy, { cluster, region, zone, metadata, dataplane }: BootstrapOptions): object {
  const explicit = dataplane?.mode === 'explicit' && { meshkeep: explicitMetadata(dataplane) };
  const all = { ...metadata, ...explicit };
  return {
    id: nodeId,
    cluster: cluster ?? nodeId,
    ...((region || zone) && { locality: { ...(region && { region }), ...(zone && { zone }) } }),
    ...(Object.keys(all).length > 0 && { metadata: all }),
  };
}

function explicitMetadata({ mode, ...ports }: Extract<BootstrapDataplane, { mode: 'explicit' }>): object {
  return { dataplane: mode, ...ports };
}

function admin({ admin: asked, adminAccessLog }: BootstrapOptions): object {
  const place = asked ?? { address: '127.0.0.1', port: 9901 };
  const address =
    'socket' in place
      ? { pipe: { path: place.socket, mode: 0o600 } }
      : { socket_address: { address: place.address, port_value: place.port } };
  const log = {
    name: 'envoy.access_loggers.file',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
      path: adminAccessLog,
    },
  };
  return { address, ...(adminAccessLog && { access_log: [log] }) };
}

function dynamicResources({ protocol, initialFetchTimeout = 0 }: BootstrapOptions): object {
  const ads = { ads: {}, resource_api_version: 'V3', initial_fetch_timeout: `${initialFetchTimeout}s` };
  const api = protocol === 'sotw' ? 'GRPC' : 'DELTA_GRPC';
  return {
    ads_config: { ...grpcSource(api), set_node_on_first_message_only: true },
    cds_config: ads,
    lds_config: ads,
  };
}

function grpcSource(api: 'GRPC' | 'DELTA_GRPC'): object {
  const grpc_services = [{ envoy_grpc: { cluster_name: XDS_CLUSTER } }];
  return { api_type: api, transport_api_version: 'V3', grpc_services };
}
