import { type BootstrapInput, CACHE_DIR, parseResource, SIDECAR_VARIABLES } from '@/lib/bootstrap';
import {
  type BootstrapDataplane,
  type BootstrapOptions,
  type ControlPlaneAddress,
  dataplaneSchema,
  LOG_LEVELS,
  type ProxyCredential,
} from '@/lib/model';
import { type Environment, type EnvironmentReader, readerOf } from './environment';
import { unknownVariables } from './known-variables';

/** Where an HTTP server of this machine listens. */
export type Place = { host: string; port: number } | { socket: string };

/** What the sidecar is told by its environment; times in ms. */
export interface Settings {
  /** Undefined where ENVOY_CONFIG_FILE brings a bootstrap of its own. */
  input?: BootstrapInput;
  ownConfigFile?: string;
  envoy: string;
  logLevel: string;
  concurrency?: number;
  admin: Place;
  /** App Mesh's agent interface; absent unless asked for, as in its image. */
  management?: Place;
  /** For the bootstrap, and the socket by which `health` asks. */
  runDir: string;
  /** Where the last good configuration is kept; undefined = not kept. */
  cacheDir?: string;
  cacheIntervalMs: number;
  /** How long a start waits for the control plane before it takes the kept configuration. */
  waitMs: number;
  /** How often the control plane is looked for meanwhile. */
  retryMs: number;
  restarts: number;
  drainMs: number;
  disconnectedMs: number;
  warnings: string[];
}

/** A variable that cannot be used. Its message names every one. */
export class SettingsError extends Error {}

const SYSTEM_AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';
const SECOND = 1000;

/** Reads and checks the environment. Throws SettingsError with all problems at once. */
export function readSettings(environment: Environment): Settings {
  const env = readerOf(environment);
  const runDir = env.text('MESHKEEP_RUN_DIR') ?? '/tmp/meshkeep';
  const ownConfigFile = env.text('ENVOY_CONFIG_FILE');
  const logLevel = readLogLevel(env);
  const concurrency = env.number('ENVOY_CONCURRENCY', 0) || undefined;
  const drainSeconds = env.number('LISTENER_DRAIN_WAIT_TIME_S', 20, { least: 1, most: 110 });
  const admin = readAdmin(env, runDir);
  const options = { ...readOptions(env), folder: runDir, admin: adminOption(admin, env), drainSeconds };
  const input = ownConfigFile ? undefined : readInput(env, options);
  const management = readManagement(env);
  const cacheDir = env.text(SIDECAR_VARIABLES.cacheDir) ?? CACHE_DIR;
  const settings: Settings = {
    ...(input && { input }),
    ...(ownConfigFile && { ownConfigFile }),
    envoy: env.text('MESHKEEP_ENVOY') ?? 'envoy',
    logLevel,
    ...(concurrency && { concurrency }),
    admin,
    ...(management && { management }),
    runDir,
    ...(input && env.flag('MESHKEEP_CACHE', true) && { cacheDir }),
    cacheIntervalMs: env.number('MESHKEEP_CACHE_INTERVAL_S', 5, { least: 0.1, most: 3600 }) * SECOND,
    waitMs: env.number('MESHKEEP_CONTROL_PLANE_WAIT_S', 5, { least: 0, most: 3600 }) * SECOND,
    retryMs: env.number('MESHKEEP_CONTROL_PLANE_RETRY_S', 5, { least: 0.01, most: 3600 }) * SECOND,
    restarts: env.number('APPNET_ENVOY_RESTART_COUNT', 3, { least: 0, most: 10 }),
    drainMs: drainSeconds * SECOND,
    disconnectedMs: env.number('HC_DISCONNECTED_TIMEOUT_S', 604_800, { least: 1, most: 604_800 }) * SECOND,
    warnings: [...env.warnings, ...unknownVariables(environment)],
  };
  if (env.problems.length > 0) throw new SettingsError(env.problems.join('\n'));
  return settings;
}

function readInput(env: EnvironmentReader, options: BootstrapOptions): BootstrapInput | undefined {
  const names = ['APPMESH_RESOURCE_ARN', 'APPMESH_RESOURCE_NAME', 'APPMESH_VIRTUAL_NODE_NAME'];
  const name = names.find((one) => env.text(one) !== undefined) ?? 'APPMESH_RESOURCE_ARN';
  const resource = parseResource(env.text(name) ?? '');
  if (typeof resource === 'string') env.fail(name, env.text(name) ? resource : 'is not set');
  const controlPlane = readControlPlane(env);
  if (typeof resource === 'string' || !controlPlane) return undefined;
  return { resource, controlPlane, credential: readCredential(env), options };
}

function readControlPlane(env: EnvironmentReader): ControlPlaneAddress | undefined {
  const name = SIDECAR_VARIABLES.endpoint;
  const endpoint = env.text(name);
  const socket = /^unix:(?:\/\/)?(\/.+)$/.exec(endpoint ?? '')?.[1];
  if (socket) return { socket };
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(endpoint ?? '');
  if (!match) {
    env.fail(name, `${endpoint ? JSON.stringify(endpoint) : 'nothing'} is not host:port or unix:///path of Meshkeep`);
    return undefined;
  }
  const place = { host: match[1] ?? match[2] ?? '', port: Number(match[3]) };
  if (!env.flag(SIDECAR_VARIABLES.tls, true)) return place;
  const pem = env.text(SIDECAR_VARIABLES.caPem);
  const serverName = env.text(SIDECAR_VARIABLES.serverName);
  const ca = pem ? { pem } : { file: env.text(SIDECAR_VARIABLES.caFile) ?? SYSTEM_AUTHORITIES };
  return { ...place, tls: { ca, ...(serverName && { serverName }) } };
}

function readCredential(env: EnvironmentReader): ProxyCredential {
  const file = env.text(SIDECAR_VARIABLES.tokenFile);
  const certificate = env.text(SIDECAR_VARIABLES.certificateFile);
  const key = env.text(SIDECAR_VARIABLES.keyFile);
  if (!certificate !== !key)
    env.fail(SIDECAR_VARIABLES.certificateFile, `goes together with ${SIDECAR_VARIABLES.keyFile}`);
  if (certificate && key) return { type: 'certificate', certificate, key };
  if (file) return { type: 'token-file', file };
  // Envoy takes it from the environment: so it stands in no file.
  if (env.text(SIDECAR_VARIABLES.token)) return { type: 'token-variable', variable: SIDECAR_VARIABLES.token };
  return { type: 'none' };
}

function readOptions(env: EnvironmentReader): BootstrapOptions {
  const cluster = env.text('APPMESH_RESOURCE_CLUSTER') ?? env.text('APPMESH_VIRTUAL_NODE_CLUSTER');
  const region = env.text('AWS_REGION');
  const dataplane = readDataplane(env);
  const protocol = env.text(SIDECAR_VARIABLES.protocol) === 'sotw' ? 'sotw' : 'delta';
  return {
    ...(cluster && { cluster }),
    ...(region && { region }),
    ...(dataplane && { dataplane }),
    protocol,
    loadReports: env.flag(SIDECAR_VARIABLES.loadReports, true),
    initialFetchTimeout: env.number('ENVOY_INITIAL_FETCH_TIMEOUT', 0, { least: 0, most: 3600 }),
    adminAccessLog: env.text('ENVOY_ADMIN_ACCESS_LOG_FILE') ?? '/tmp/envoy_admin_access.log',
  };
}

function readDataplane(env: EnvironmentReader): BootstrapDataplane | undefined {
  const text = env.text(SIDECAR_VARIABLES.dataplane);
  if (!text) return undefined;
  try {
    return dataplaneSchema.parse(JSON.parse(text));
  } catch (cause) {
    env.fail(SIDECAR_VARIABLES.dataplane, cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}

/** The agent bound 0.0.0.0 for Prometheus; so does this, for the same scrape configurations. */
function readAdmin(env: EnvironmentReader, runDir: string): Place {
  if (env.text('ENVOY_ADMIN_MODE')?.toLowerCase() === 'uds') return { socket: `${runDir}/envoy-admin.sock` };
  return { host: '127.0.0.1', port: env.number('ENVOY_ADMIN_ACCESS_PORT', 9901, { least: 1, most: 65_535 }) };
}

function adminOption(admin: Place, env: EnvironmentReader): NonNullable<BootstrapOptions['admin']> {
  if ('socket' in admin) return admin;
  return { address: env.flag('ENVOY_ADMIN_ACCESS_ENABLE_IPV6', false) ? '::' : '0.0.0.0', port: admin.port };
}

function readManagement(env: EnvironmentReader): Place | undefined {
  const mode = env.text('APPNET_AGENT_ADMIN_MODE')?.toLowerCase();
  if (mode === undefined) return undefined;
  if (mode === 'uds') return { socket: env.text('APPNET_AGENT_ADMIN_UDS_PATH') ?? '/var/run/ecs/appnet_admin.sock' };
  return { host: '0.0.0.0', port: env.number('APPNET_AGENT_HTTP_PORT', 9902, { least: 1, most: 65_535 }) };
}

function readLogLevel(env: EnvironmentReader): string {
  const given = env.text('ENVOY_LOG_LEVEL')?.toLowerCase();
  if (given === undefined) return 'info';
  if (given === 'warn') return 'warning';
  if (LOG_LEVELS.some((level) => level === given)) return given;
  env.warnings.push(`ENVOY_LOG_LEVEL=${given}: is not a log level; info is used`);
  return 'info';
}
