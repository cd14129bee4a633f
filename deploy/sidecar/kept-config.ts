/**
 * What an Envoy runs (`/config_dump?include_eds`), rewritten so that an Envoy without a control plane can start from it:
 * routes go into their connection managers, endpoints into their clusters. What needs a secret that came over xDS is left
 * out, as a dump never holds private keys: it stays closed.
 */
type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
type JsonRecord = { [member: string]: Json };

export interface KeptConfig {
  listeners: Json[];
  clusters: Json[];
  /** What was left out: kind and name. */
  leftOut: string[];
}

/** The dump is not whole: try again later. */
export class IncompleteDump extends Error {}

/** Makes the copy. Throws IncompleteDump when a listener names routes that the dump does not hold. */
export function keptConfig(dump: string): KeptConfig {
  const configs = list(record(JSON.parse(dump)).configs).map(record);
  const section = (name: string, member: string) =>
    configs
      .filter((config) => String(config['@type']).endsWith(name))
      .flatMap((config) => list(config[member]).map(record));
  const leftOut: string[] = [];
  const keep = (kind: string) => (one: JsonRecord) => {
    if (!needsSecret(one)) return true;
    leftOut.push(`${kind} ${String(one.name ?? '')}`.trim());
    return false;
  };
  const routes = byName(
    section('RoutesConfigDump', 'dynamic_route_configs').map((one) => untyped(one.route_config)),
    'name',
  );
  const assignments = byName(
    section('EndpointsConfigDump', 'dynamic_endpoint_configs').map((one) => untyped(one.endpoint_config)),
    'cluster_name',
  );
  const listeners = section('ListenersConfigDump', 'dynamic_listeners')
    .map((one) => record(record(one.active_state).listener))
    .filter((listener) => listener.name !== undefined)
    .map((listener) => withoutSecretChains(untyped(listener), keep))
    .map((listener) => mapRecords(listener, (one) => withRoutes(one, routes)));
  const clusters = section('ClustersConfigDump', 'dynamic_active_clusters')
    .map((one) => untyped(one.cluster))
    .filter(keep('cluster'))
    .map((cluster) => withEndpoints(cluster, assignments));
  return { listeners, clusters, leftOut };
}

/** A secret by ADS, or one that the dump has blacked out. */
function needsSecret(value: Json): boolean {
  if (value === '[redacted]') return true;
  if (Array.isArray(value)) return value.some(needsSecret);
  if (typeof value !== 'object' || value === null) return false;
  const source = value.sds_config;
  if (isRecord(source) && 'ads' in source) return true;
  return Object.values(value).some(needsSecret);
}

function withoutSecretChains(listener: JsonRecord, keep: (kind: string) => (one: JsonRecord) => boolean): JsonRecord {
  const name = String(listener.name);
  const kept = keep(`filter chain of ${name}`);
  const { filter_chains: chains, default_filter_chain: standard, ...rest } = listener;
  return {
    ...rest,
    filter_chains: list(chains).map(record).filter(kept),
    ...(isRecord(standard) && kept(standard) && { default_filter_chain: standard }),
  };
}

function withRoutes(one: JsonRecord, routes: ReadonlyMap<Json | undefined, JsonRecord>): JsonRecord {
  const { rds, ...rest } = one;
  if (!isRecord(rds) || typeof rds.route_config_name !== 'string') return one;
  const found = routes.get(rds.route_config_name);
  if (!found) throw new IncompleteDump(`no routes ${rds.route_config_name}`);
  // A cluster may have been left out: its routes answer 503, the others go on.
  return { ...rest, route_config: { ...found, validate_clusters: false } };
}

function withEndpoints(cluster: JsonRecord, assignments: ReadonlyMap<Json | undefined, JsonRecord>): JsonRecord {
  if (cluster.type !== 'EDS') return cluster;
  const { eds_cluster_config: eds, ...rest } = cluster;
  const service = isRecord(eds) && eds.service_name ? eds.service_name : cluster.name;
  const assignment = assignments.get(service) ?? { cluster_name: service ?? '' };
  return { ...rest, type: 'STATIC', load_assignment: mapRecords(assignment, withoutZeroWeight) };
}

/** A dump writes 0 where a locality has no weight; read back, that would be refused. */
function withoutZeroWeight(one: JsonRecord): JsonRecord {
  const { load_balancing_weight: weight, ...rest } = one;
  return weight === 0 ? rest : one;
}

function byName(found: readonly JsonRecord[], member: string): Map<Json | undefined, JsonRecord> {
  return new Map(found.map((one) => [one[member], one]));
}

/** A resource as it stands in a bootstrap: there its type is known. */
function untyped(value: Json | undefined): JsonRecord {
  const { '@type': _, ...rest } = record(value);
  return rest;
}

function mapRecords(value: JsonRecord, change: (one: JsonRecord) => JsonRecord): JsonRecord {
  const inner = (one: Json): Json => {
    if (Array.isArray(one)) return one.map(inner);
    return isRecord(one) ? mapRecords(one, change) : one;
  };
  return change(Object.fromEntries(Object.entries(value).map(([member, one]) => [member, inner(one)])));
}

function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : {};
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
