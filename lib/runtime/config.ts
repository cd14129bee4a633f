import path from 'node:path';
import { type CloudMapQuotas, DEFAULT_CLOUD_MAP_QUOTAS, DEFAULT_QUOTAS, type Quotas } from '@/lib/service';
import { DEFAULT_XDS_LIMITS, type XdsLimits } from '@/lib/xds';
import { type EnvironmentReader, readEnvironment } from './environment';
import { findEnvoy } from './find-envoy';
import { type Protection, readProtection } from './protection';

/** Everything that the control plane is told by its environment (README: settings). */
export interface Config extends Protection {
  apiPort: number;
  xdsPort: number;
  consolePort: number;
  apiUrl: string;
  consoleUrl: string;
  /** Optional Unix socket for xDS beside the port: proxies in network namespaces reach it. */
  xdsSocket?: string;
  /** Where proxies reach the xDS port, when that is not host and port themselves. */
  xdsAddress?: { host: string; port: number };
  dataDir: string;
  /** Path of the SQLite database. */
  databasePath: string;
  account: string;
  region: string;
  accessKey?: { id: string; secret: string };
  admin: { name: string; password?: string };
  consoleKey?: { id: string; secret: string };
  secret?: string;
  /** The secret before the present one: what is sealed with it is sealed anew. */
  previousSecret?: string;
  /** Drops keys that no known secret can read. */
  forgetKeys: boolean;
  quotas: Quotas;
  cloudMapQuotas: CloudMapQuotas;
  /** What the xDS port bears of strangers. */
  xdsLimits: XdsLimits;
  /** Envoy that reads configurations before proxies get them; `envoy` on PATH where nothing else is known. */
  envoy: string;
}

/** A setting that cannot be used. Its message names every such setting. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Reads and checks the settings. Throws ConfigError with all problems at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const env = readEnvironment(environment);
  const protection = readProtection(env);
  const { host, tls } = protection;
  const apiPort = env.port('MESHKEEP_API_PORT', 4040);
  const consolePort = env.port('MESHKEEP_CONSOLE_PORT', 3000);
  const dataDir = path.resolve(env.text('MESHKEEP_DATA_DIR') ?? 'data');
  const accessKey = readKey(env, 'MESHKEEP_ACCESS_KEY_ID', 'MESHKEEP_SECRET_ACCESS_KEY');
  const consoleKey = readKey(env, 'MESHKEEP_CONSOLE_ACCESS_KEY_ID', 'MESHKEEP_CONSOLE_SECRET_ACCESS_KEY');
  const xdsSocket = env.text('MESHKEEP_XDS_SOCKET');
  const xdsAddress = readHostPort(env, 'MESHKEEP_XDS_ADDRESS');
  if (isWildcard(host) && !xdsAddress) {
    env.fail(
      'MESHKEEP_XDS_ADDRESS',
      `is not set, but MESHKEEP_HOST is ${host}: proxies need an address to send logs to`,
    );
  }
  const secret = readSecret(env, 'MESHKEEP_SECRET');
  const previousSecret = readSecret(env, 'MESHKEEP_PREVIOUS_SECRET');
  const password = env.text('MESHKEEP_ADMIN_PASSWORD');
  const config: Config = {
    ...protection,
    apiPort,
    xdsPort: env.port('MESHKEEP_XDS_PORT', 18000),
    consolePort,
    apiUrl: env.url('MESHKEEP_API_URL') ?? apiAddress({ host, tls }, apiPort),
    consoleUrl: env.url('MESHKEEP_CONSOLE_URL') ?? `http://${bracketed(host)}:${consolePort}`,
    ...(xdsSocket && { xdsSocket: path.resolve(xdsSocket) }),
    ...(xdsAddress && { xdsAddress }),
    dataDir,
    databasePath: readDatabase(env, dataDir),
    account: readAccount(env),
    region: readRegion(env),
    ...(accessKey && { accessKey }),
    admin: { name: env.text('MESHKEEP_ADMIN_USER') ?? 'admin', ...(password && { password }) },
    ...(consoleKey && { consoleKey }),
    ...(secret && { secret }),
    ...(previousSecret && { previousSecret }),
    forgetKeys: env.text('MESHKEEP_FORGET_KEYS') === 'yes',
    quotas: readQuotas(env, DEFAULT_QUOTAS),
    cloudMapQuotas: readQuotas(env, DEFAULT_CLOUD_MAP_QUOTAS),
    xdsLimits: readXdsLimits(env),
    envoy: env.text('MESHKEEP_ENVOY') ?? findEnvoy(environment.PATH ?? ''),
  };
  if (env.problems.length > 0) throw new ConfigError(env.problems);
  return config;
}

/** Where the API is reached when nobody says so: at its own address, or from this machine when it listens on all. */
export function apiAddress({ host, tls }: Pick<Config, 'host' | 'tls'>, port: number): string {
  const reached = isWildcard(host) ? 'localhost' : bracketed(host);
  return `${tls ? 'https' : 'http'}://${reached}:${port}`;
}

const isWildcard = (host: string) => host === '0.0.0.0' || host === '::';

/** An address as it stands in a URL. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function readDatabase(env: EnvironmentReader, dataDir: string): string {
  const url = env.text('MESHKEEP_DATABASE_URL');
  if (url === undefined) return path.join(dataDir, 'meshkeep.db');
  if (/^postgres(ql)?:/.test(url)) {
    env.fail('MESHKEEP_DATABASE_URL', 'PostgreSQL is not in this version yet: use sqlite:<path>');
    return '';
  }
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (file === undefined) {
    env.fail('MESHKEEP_DATABASE_URL', `${JSON.stringify(url)} is not of the form sqlite:<path>`);
    return '';
  }
  return file === ':memory:' ? file : path.resolve(file);
}

function readAccount(env: EnvironmentReader): string {
  const account = env.text('MESHKEEP_ACCOUNT_ID') ?? '000000000000';
  if (!/^\d{12}$/.test(account)) env.fail('MESHKEEP_ACCOUNT_ID', `${JSON.stringify(account)} is not 12 digits`);
  return account;
}

function readRegion(env: EnvironmentReader): string {
  const region = env.text('MESHKEEP_REGION') ?? 'us-east-1';
  if (!/^[a-z0-9-]+$/.test(region)) env.fail('MESHKEEP_REGION', `${JSON.stringify(region)} is not like us-east-1`);
  return region;
}

function readKey(
  env: EnvironmentReader,
  idName: string,
  secretName: string,
): { id: string; secret: string } | undefined {
  const id = env.text(idName);
  const secret = env.text(secretName);
  if (id === undefined && secret === undefined) return undefined;
  if (id === undefined) env.fail(idName, `is not set, but ${secretName} is: set both or neither`);
  if (secret === undefined) env.fail(secretName, `is not set, but ${idName} is: set both or neither`);
  return { id: id ?? '', secret: secret ?? '' };
}

function readSecret(env: EnvironmentReader, name: string): string | undefined {
  const secret = env.text(name);
  if (secret !== undefined && secret.length < 16) env.fail(name, 'is shorter than 16 characters');
  return secret;
}

function readHostPort(env: EnvironmentReader, name: string): { host: string; port: number } | undefined {
  const text = env.text(name);
  if (text === undefined) return undefined;
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port < 1 || port > 65535) env.fail(name, `${JSON.stringify(text)} is not of the form host:port`);
  return { host: match?.[1] ?? match?.[2] ?? '', port };
}

function readXdsLimits(env: EnvironmentReader): XdsLimits {
  const standard = DEFAULT_XDS_LIMITS;
  const atLeastOne = (name: string, usual: number) => {
    const given = env.count(name, usual);
    if (given === 0) env.fail(name, 'is 0: nobody could connect');
    return given;
  };
  return {
    connections: atLeastOne('MESHKEEP_XDS_CONNECTIONS', standard.connections),
    waiting: atLeastOne('MESHKEEP_XDS_WAITING', standard.waiting),
    waitingPerAddress: atLeastOne('MESHKEEP_XDS_WAITING_PER_ADDRESS', standard.waitingPerAddress),
    waitingMs: atLeastOne('MESHKEEP_XDS_WAITING_SECONDS', standard.waitingMs / 1000) * 1000,
    perSecond: atLeastOne('MESHKEEP_XDS_CONNECTIONS_PER_SECOND', standard.perSecond),
  };
}

/** `MESHKEEP_QUOTA_PROXIES_PER_RESOURCE=…` and so on, one for each quota. */
function readQuotas<Q extends Quotas | CloudMapQuotas>(env: EnvironmentReader, standards: Q): Q {
  const entries = Object.entries(standards).map(([name, standard]) => {
    const setting = `MESHKEEP_QUOTA_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    return [name, env.count(setting, standard)];
  });
  return Object.fromEntries(entries) as Q;
}
