import { isRecord, type Json } from './json';

type JsonRecord = { [member: string]: Json };

/** Cluster of the bootstrap by which proxies ask an agent beside them (App Mesh's name); nobody answers here. */
const SOCKET_CLUSTER = 'static_cluster_sds_unix_socket';

const SOCKET_CONFIG: Json = {
  resource_api_version: 'V3',
  api_config_source: {
    api_type: 'GRPC',
    transport_api_version: 'V3',
    grpc_services: [{ envoy_grpc: { cluster_name: SOCKET_CLUSTER } }],
  },
};

/** Puts secrets into a static configuration, and something in place of those that are not at hand. */
export class Secrets {
  readonly #given: ReadonlyMap<Json | undefined, Json>;
  #standsIn = false;

  constructor(
    given: readonly Json[],
    private readonly notChecked: string[],
  ) {
    this.#given = new Map(given.filter(isRecord).map((secret) => [secret.name, secret]));
  }

  /** A reference to a secret that comes by the stream becomes one to a given secret, or to a stand-in. */
  putInto(record: JsonRecord): JsonRecord {
    if (!isRecord(record.sds_config) || record.name === undefined) return record;
    const { sds_config: from, ...rest } = record;
    if (from.ads !== undefined && this.#given.has(record.name)) return rest;
    this.#standsIn = true;
    this.notChecked.push(`secret ${String(record.name)}`);
    return { ...rest, sds_config: from.ads === undefined ? from : SOCKET_CONFIG };
  }

  /** What stands beside listeners and clusters. */
  resources(clusters: readonly Json[]): { secrets?: Json[]; clusters?: Json[] } {
    return {
      ...(this.#given.size > 0 && { secrets: [...this.#given.values()] }),
      ...(this.#standsIn && { clusters: [...clusters, socketCluster()] }),
    };
  }
}

function socketCluster(): Json {
  const endpoint = { address: { pipe: { path: '/nobody/listens/here' } } };
  const http2 = { '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions' };
  return {
    name: SOCKET_CLUSTER,
    type: 'STATIC',
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        ...http2,
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
    load_assignment: { cluster_name: SOCKET_CLUSTER, endpoints: [{ lb_endpoints: [{ endpoint }] }] },
  };
}
