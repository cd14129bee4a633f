import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { envoyBootstrap } from '@/lib/bootstrap';
import type { Kept } from './cache';
import type { Environment } from './environment';
import { observability } from './observability';
import { platformMetadata } from './platform';
import type { Settings } from './settings';

type Config = Record<string, unknown>;

/** The bootstraps of this proxy as files: with the control plane, and without it. */
export interface Bootstraps {
  controlPlane: string;
  /** Writes one that starts from the kept configuration. */
  fromKept(kept: Kept): string;
}

/** Writes them into the run directory, for its owner only. */
export async function writeBootstraps(settings: Settings, environment: Environment): Promise<Bootstraps> {
  const { input, ownConfigFile, runDir } = settings;
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  chmodSync(runDir, 0o700);
  if (ownConfigFile || !input) return { controlPlane: ownConfigFile ?? '', fromKept: () => ownConfigFile ?? '' };
  const metadata = await platformMetadata(environment);
  const { bootstrap, files } = envoyBootstrap({ ...input, options: { ...input.options, metadata } });
  for (const { path: file, text } of files) writeFileSync(file, text, { mode: 0o600 });
  const all = [
    observability(environment, input.resource),
    secretService(environment),
    ...userParts(environment),
  ].reduce(merged, bootstrap);
  const write = (name: string, config: Config) => {
    const file = path.join(runDir, name);
    writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
    return file;
  };
  return {
    controlPlane: write('envoy.json', all),
    fromKept: (kept) => write('envoy-kept.json', fromKept(all, kept)),
  };
}

/** The same without the control plane: its cluster stays, as access logs go there once it is back. */
function fromKept(bootstrap: Config, { listeners, clusters }: Kept): Config {
  const { dynamic_resources: _, cluster_manager: __, ...rest } = bootstrap;
  return merged(rest, { static_resources: { listeners, clusters } });
}

/** The cluster by which certificates of a local secret service are asked for, under App Mesh's name. */
function secretService(environment: Environment): Config {
  const socket = environment.APPMESH_SDS_SOCKET_PATH?.trim();
  if (!socket) return {};
  const name = 'static_cluster_sds_unix_socket';
  const options = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
  const cluster = {
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: socket } } } }] }],
    },
    typed_extension_protocol_options: {
      [options]: {
        '@type': `type.googleapis.com/${options}`,
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
  };
  return { static_resources: { clusters: [cluster] } };
}

/** Files that the image of App Mesh merged into the bootstrap. */
const USER_FILES = [
  'ENVOY_TRACING_CFG_FILE',
  'ENVOY_STATS_CONFIG_FILE',
  'ENVOY_STATS_SINKS_CFG_FILE',
  'ENVOY_RESOURCES_CONFIG_FILE',
];

function userParts(environment: Environment): Config[] {
  return USER_FILES.flatMap((name) => {
    const file = environment[name]?.trim();
    if (!file) return [];
    const part: unknown = parse(readFileSync(file, 'utf8'));
    if (typeof part !== 'object' || part === null) throw new Error(`${name}: ${file} holds no configuration`);
    return [snakeCased(part as Config)];
  });
}

/** Top-level members in the spelling of this bootstrap; Envoy takes both, but one only of each. */
function snakeCased(part: Config): Config {
  const name = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(part).map(([member, value]) => [name(member), value]));
}

/** As App Mesh's agent merged: lists of resources and sinks grow, anything else replaces. */
function merged(base: Config, part: Config): Config {
  const { static_resources: resources, stats_sinks: sinks, ...rest } = part;
  return {
    ...base,
    ...rest,
    ...(sinks !== undefined && { stats_sinks: [...asList(base.stats_sinks), ...asList(sinks)] }),
    ...(resources !== undefined && { static_resources: mergedLists(base.static_resources, resources) }),
  };
}

function mergedLists(base: unknown, part: unknown): Config {
  const [one, other] = [(base ?? {}) as Config, (part ?? {}) as Config];
  const members = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...members].map((member) => [member, [...asList(one[member]), ...asList(other[member])]]));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
