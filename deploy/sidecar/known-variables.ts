import { SIDECAR_VARIABLES } from '@/lib/bootstrap';
import type { Environment } from './environment';

/** Variables that have an effect. */
const USED = new Set<string>([
  ...Object.values(SIDECAR_VARIABLES),
  ...['APPMESH_RESOURCE_NAME', 'APPMESH_VIRTUAL_NODE_NAME', 'APPMESH_VIRTUAL_NODE_CLUSTER', 'APPMESH_SDS_SOCKET_PATH'],
  ...['APPMESH_PLATFORM_K8S_VERSION', 'APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION', 'APPMESH_PLATFORM_K8S_POD_UID'],
  ...['APPNET_ENVOY_RESTART_COUNT', 'APPNET_AGENT_ADMIN_MODE', 'APPNET_AGENT_HTTP_PORT', 'APPNET_AGENT_ADMIN_UDS_PATH'],
  ...['ENVOY_LOG_LEVEL', 'ENVOY_INITIAL_FETCH_TIMEOUT', 'ENVOY_CONCURRENCY', 'ENVOY_CONFIG_FILE', 'ENVOY_ADMIN_MODE'],
  ...['ENVOY_ADMIN_ACCESS_PORT', 'ENVOY_ADMIN_ACCESS_LOG_FILE', 'ENVOY_ADMIN_ACCESS_ENABLE_IPV6'],
  ...['ENVOY_RESOURCES_CONFIG_FILE', 'ENVOY_TRACING_CFG_FILE', 'ENVOY_STATS_CONFIG_FILE', 'ENVOY_STATS_SINKS_CFG_FILE'],
  'ENVOY_STATS_FLUSH_INTERVAL',
  ...['MESHKEEP_ENVOY', 'MESHKEEP_RUN_DIR', 'MESHKEEP_CACHE', 'MESHKEEP_CACHE_INTERVAL_S'],
  ...['MESHKEEP_CONTROL_PLANE_WAIT_S', 'MESHKEEP_CONTROL_PLANE_RETRY_S'],
]);

/** Variables of App Mesh's image that have none here, and why. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  APPMESH_PREVIEW: 'chose an endpoint of AWS; APPMESH_XDS_ENDPOINT says where the control plane is',
  APPMESH_DUALSTACK_ENDPOINT: 'chose an endpoint of AWS; APPMESH_XDS_ENDPOINT says where the control plane is',
  APPMESH_FIPS_ENDPOINT: 'chose an endpoint of AWS; APPMESH_XDS_ENDPOINT says where the control plane is',
  APPMESH_SIGNING_NAME: 'nothing is signed with AWS credentials here',
  APPMESH_METRIC_EXTENSION_VERSION: "the metrics extension is part of AWS's own build of Envoy",
  APPMESH_SET_TRACING_DECISION: 'was a flag of older Envoys',
  APPNET_ENABLE_RELAY_MODE_FOR_XDS: 'there is no relay mode',
  APPNET_ENVOY_LOG_DESTINATION: 'logs go to the standard output',
  ENVOY_NO_EXTENSION_LOOKUP_BY_NAME: 'was a flag of older Envoys',
  ENVOY_USE_HTTP_CLIENT_TO_FETCH_AWS_CREDENTIALS: 'nothing is signed with AWS credentials here',
};

/** Variables of the init container, which the injector of a cluster may set here too. */
const OF_THE_INIT_CONTAINER =
  /^APPMESH_(START_ENABLED|IGNORE_[UG]ID|ENVOY_(IN|E)GRESS_PORT|APP_PORTS|EGRESS_IGNORED_|ENABLE_IPV6)/;

/** A warning for each variable that somebody set in the hope of something which does not happen. */
export function unknownVariables(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const why = WITHOUT_EFFECT[name];
    // The injector of the App Mesh controller sets its endpoint switches to 0.
    if (why) return /^(0|false|)$/i.test(value ?? '') ? [] : [`${name} has no effect: ${why}`];
    const ours = /^(APPMESH|APPNET|ENVOY|MESHKEEP)_/.test(name);
    if (!ours || USED.has(name) || OF_THE_INIT_CONTAINER.test(name)) return [];
    return [`${name} is not known here and has no effect`];
  });
}
