/**
 * The environment of our sidecar image: App Mesh's names where it had one (users' task definitions hold them), names of
 * our own for the rest. deploy/sidecar reads them, this room writes them.
 */
import type { BootstrapDataplane, ControlPlaneAddress, ProxyCredential } from '@/lib/model';
import type { BootstrapInput } from './envoy';

export const SIDECAR_VARIABLES = {
  resource: 'APPMESH_RESOURCE_ARN',
  cluster: 'APPMESH_RESOURCE_CLUSTER',
  /** `host:port` (TLS unless `tls` is off) or `unix:///path`, as in App Mesh's image. */
  endpoint: 'APPMESH_XDS_ENDPOINT',
  /** `off` for a plain connection; anything else, or nothing, is TLS. */
  tls: 'MESHKEEP_XDS_TLS',
  caPem: 'MESHKEEP_XDS_CA',
  caFile: 'MESHKEEP_XDS_CA_FILE',
  serverName: 'MESHKEEP_XDS_SERVER_NAME',
  token: 'MESHKEEP_XDS_TOKEN',
  tokenFile: 'MESHKEEP_XDS_TOKEN_FILE',
  certificateFile: 'MESHKEEP_XDS_CLIENT_CERTIFICATE_FILE',
  keyFile: 'MESHKEEP_XDS_CLIENT_KEY_FILE',
  protocol: 'MESHKEEP_XDS_PROTOCOL',
  loadReports: 'MESHKEEP_LOAD_REPORTS',
  /** The explicit data plane as JSON. */
  dataplane: 'MESHKEEP_DATAPLANE',
  /** Folder of the last good configuration. */
  cacheDir: 'MESHKEEP_CACHE_DIR',
} as const;

/** Where the image keeps the last good configuration. */
export const CACHE_DIR = '/var/lib/meshkeep';

/** Variables that say the same as a bootstrap; the token itself is left out: it goes into a secret. */
export function sidecarVariables({ resource, controlPlane, credential, options }: BootstrapInput): [string, string][] {
  const admin = options.admin && 'port' in options.admin ? options.admin : undefined;
  const names = SIDECAR_VARIABLES;
  return present([
    [names.resource, resource.nodeId],
    [names.cluster, options.cluster],
    ['AWS_REGION', options.region],
    ...controlPlaneVariables(controlPlane),
    ...credentialVariables(credential),
    [names.protocol, options.protocol],
    [names.loadReports, options.loadReports === false ? 'off' : undefined],
    [names.dataplane, dataplaneText(options.dataplane)],
    ['ENVOY_ADMIN_ACCESS_PORT', admin && String(admin.port)],
    ['ENVOY_ADMIN_ACCESS_LOG_FILE', options.adminAccessLog],
    ['ENVOY_LOG_LEVEL', options.logLevel],
    ['ENVOY_CONCURRENCY', options.concurrency?.toString()],
    ['ENVOY_INITIAL_FETCH_TIMEOUT', options.initialFetchTimeout?.toString()],
    ['LISTENER_DRAIN_WAIT_TIME_S', options.drainSeconds?.toString()],
  ]);
}

type Variable = readonly [string, string | undefined];

function present(variables: Variable[]): [string, string][] {
  return variables.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
}

function controlPlaneVariables(place: ControlPlaneAddress): Variable[] {
  const names = SIDECAR_VARIABLES;
  if ('socket' in place) return [[names.endpoint, `unix://${place.socket}`]];
  const host = place.host.includes(':') ? `[${place.host}]` : place.host;
  const endpoint = [names.endpoint, `${host}:${place.port}`] as const;
  if (!place.tls) return [endpoint, [names.tls, 'off']];
  const { ca, serverName } = place.tls;
  const trusted = 'pem' in ca ? ([names.caPem, ca.pem] as const) : ([names.caFile, ca.file] as const);
  return [endpoint, trusted, [names.serverName, serverName]];
}

function credentialVariables(credential: ProxyCredential): Variable[] {
  const names = SIDECAR_VARIABLES;
  if (credential.type === 'token-file') return [[names.tokenFile, credential.file]];
  if (credential.type !== 'certificate') return [];
  return [
    [names.certificateFile, credential.certificate],
    [names.keyFile, credential.key],
  ];
}

function dataplaneText(dataplane: BootstrapDataplane | undefined): string | undefined {
  return dataplane?.mode === 'explicit' ? JSON.stringify(dataplane) : undefined;
}
