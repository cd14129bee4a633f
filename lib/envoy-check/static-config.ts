import { isRecord, type Json, mapRecords } from './json';
import { Secrets } from './static-secrets';

/** Resources of one proxy in Envoy's JSON form, with the field names of its documentation. */
export interface DecodedResources {
  clusters: readonly Json[];
  endpoints: readonly Json[];
  listeners: readonly Json[];
  routes: readonly Json[];
  /** Secrets to put in; those that are not here are stood in for. */
  secrets?: readonly Json[];
}

/** A configuration that Envoy reads from one file, and what in it stands for something else and is not checked. */
export interface StaticConfig {
  config: Json;
  notChecked: readonly string[];
}

/**
 * Makes a dynamic configuration static: assignments go into their clusters, route configurations into their
 * connection managers (Envoy then also checks that each named cluster exists). Log files become /dev/null, since paths
 * are the proxy's own, and secrets that are not given are asked of a socket that nobody opens.
 */
export function staticConfig(resources: DecodedResources): StaticConfig {
  const assignments = byName(resources.endpoints, 'cluster_name');
  const routes = byName(resources.routes, 'name');
  const notChecked: string[] = [];
  const clusters = resources.clusters.map((cluster) => withEndpoints(cluster, assignments));
  const listeners = resources.listeners.map((listener) =>
    mapRecords(listener, (record) => withRoutes(withoutFile(record, notChecked), routes)),
  );
  const secrets = new Secrets(resources.secrets ?? [], notChecked);
  const put = (list: readonly Json[]) => list.map((one) => mapRecords(one, (record) => secrets.putInto(record)));
  const made = { clusters: put(clusters), listeners: put(listeners) };
  // Envoy asks for secrets under its own name, and wants to have one.
  const node = { id: 'check', cluster: 'check' };
  return { config: { node, static_resources: { ...made, ...secrets.resources(made.clusters) } }, notChecked };
}

function byName(list: readonly Json[], member: string): Map<unknown, Json> {
  return new Map(list.filter(isRecord).map((one) => [one[member], one]));
}

function withEndpoints(cluster: Json, assignments: Map<unknown, Json>): Json {
  if (!isRecord(cluster) || cluster.type !== 'EDS') return cluster;
  const { eds_cluster_config: _, ...rest } = cluster;
  const assignment = assignments.get(cluster.name);
  return { ...rest, type: 'STATIC', load_assignment: assignment ?? { cluster_name: cluster.name ?? '' } };
}

function withRoutes(record: { [member: string]: Json }, routes: Map<unknown, Json>): Json {
  const { rds, ...rest } = record;
  if (!isRecord(rds) || typeof rds.route_config_name !== 'string') return record;
  const found = routes.get(rds.route_config_name);
  if (!found) throw new Error(`no route configuration ${rds.route_config_name} among the resources`);
  return { ...rest, route_config: found };
}

function withoutFile(record: { [member: string]: Json }, notChecked: string[]): { [member: string]: Json } {
  const fileLog = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';
  if (record['@type'] !== fileLog || record.path === '/dev/null') return record;
  notChecked.push(`log file ${String(record.path)}`);
  return { ...record, path: '/dev/null' };
}
