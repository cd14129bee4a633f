import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** Envoy that the project's setup installs; another one by MESHKEEP_ENVOY. */
const BINARY = process.env.MESHKEEP_ENVOY ?? join(import.meta.dirname, '../../../.venv/bin/envoy');

export interface EnvoyOptions {
  xdsPort: number;
  protocol: 'delta' | 'sotw';
  id?: string;
  /** What the proxy says about itself beside its id. */
  metadata?: Readonly<Record<string, unknown>>;
  loadReports?: boolean;
  /** TLS to the control plane; files as PEM. */
  tls?: EnvoyTls;
  /** Bearer token that it shows. */
  token?: string;
}

export interface EnvoyTls {
  /** Authority of the server's certificate. */
  ca: string;
  /** Name that this must be for. */
  serverName: string;
  /** The proxy's own certificate, where it has one. */
  client?: { certificate: string; privateKey: string };
}

/** A real Envoy with an admin port of its own, stopped after the test. */
export class RealEnvoy {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly log: string[],
  ) {}

  static start(options: EnvoyOptions): Promise<RealEnvoy> {
    return RealEnvoy.run(JSON.stringify(bootstrap(options)));
  }

  /** With a bootstrap of one's own, JSON or YAML. Its admin port should be 0; `env` is added to the environment. */
  static async run(config: string, env: Readonly<Record<string, string>> = {}): Promise<RealEnvoy> {
    const folder = await mkdtemp(join(tmpdir(), 'xds-envoy-'));
    const file = join(folder, 'envoy.yaml');
    await writeFile(file, config);
    const log: string[] = [];
    const child = spawn(
      BINARY,
      [
        '-c',
        file,
        '--use-dynamic-base-id',
        '--admin-address-path',
        join(folder, 'admin'),
        '--drain-time-s',
        '2',
        '--concurrency',
        '1',
        '-l',
        'warn',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } },
    );
    child.stderr.on('data', (text) => log.push(String(text)));
    const envoy = new RealEnvoy(child, folder, log);
    running.push(envoy);
    return envoy;
  }

  /** Text of an admin page; undefined while the admin port is not there yet. */
  async admin(path: string): Promise<string | undefined> {
    try {
      const address = await readFile(join(this.folder, 'admin'), 'utf8');
      const response = await fetch(`http://${address.trim()}${path}`);
      return await response.text();
    } catch {
      if (this.child.exitCode !== null) throw new Error(`Envoy ended: ${this.log.join('')}`);
      return undefined;
    }
  }

  /** A counter or gauge; 0 when it was never touched. */
  async stat(name: string): Promise<number> {
    const text = (await this.admin(`/stats?filter=^${name.replaceAll('.', '\\.')}$`)) ?? '';
    return Number(/: (\d+)/.exec(text)?.[1] ?? 0);
  }

  async state(): Promise<string> {
    const info = JSON.parse((await this.admin('/server_info')) ?? '{}');
    return info.state ?? '';
  }

  /** Names of the clusters that are live. */
  async clusters(): Promise<string[]> {
    const dump = JSON.parse((await this.admin('/config_dump?resource=dynamic_active_clusters')) ?? '{}');
    return (dump.configs ?? []).map((config: { cluster: { name: string } }) => config.cluster.name).sort();
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

const running: RealEnvoy[] = [];

afterEach(async () => {
  for (const envoy of running.splice(0)) await envoy.stop();
});

/** Waits for a condition that only asking can tell. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/**
 * How long Envoy waits for something that the control plane should have sent, before it goes on without: whoever
 * forgets it is late by this (envoy-mapping.md 4.1). What comes in two thirds of it did not wait.
 */
export const INITIAL_FETCH_TIMEOUT_MS = 15_000;

/** Fails when the promise takes as long as if Envoy had run into its timeout. */
export async function withoutTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Envoy waits for something')), (INITIAL_FETCH_TIMEOUT_MS * 2) / 3);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function bootstrap({ xdsPort, protocol, id, metadata, loadReports, tls, token }: EnvoyOptions): object {
  const ads = { resource_api_version: 'V3', ads: {} };
  const initial_metadata = token === undefined ? [] : [{ key: 'authorization', value: `Bearer ${token}` }];
  const grpc_services = [{ envoy_grpc: { cluster_name: 'xds' }, initial_metadata }];
  const http2 = {
    '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
    explicit_http_config: { http2_protocol_options: {} },
  };
  const endpoint = { address: { socket_address: { address: '127.0.0.1', port_value: xdsPort } } };
  return {
    node: { id: id ?? 'mesh/m/virtualNode/n', cluster: 'test', ...(metadata && { metadata }) },
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 0 } } },
    dynamic_resources: {
      ads_config: {
        api_type: protocol === 'delta' ? 'DELTA_GRPC' : 'GRPC',
        transport_api_version: 'V3',
        grpc_services,
      },
      cds_config: ads,
      lds_config: ads,
    },
    ...(loadReports && {
      cluster_manager: { load_stats_config: { api_type: 'GRPC', transport_api_version: 'V3', grpc_services } },
    }),
    static_resources: {
      clusters: [
        {
          name: 'xds',
          type: 'STATIC',
          connect_timeout: '1s',
          ...(tls && { transport_socket: transportSocket(tls) }),
          typed_extension_protocol_options: { 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': http2 },
          load_assignment: { cluster_name: 'xds', endpoints: [{ lb_endpoints: [{ endpoint }] }] },
        },
      ],
    },
  };
}

function transportSocket({ ca, serverName, client }: EnvoyTls): object {
  const file = (filename: string) => ({ filename });
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
      sni: serverName,
      common_tls_context: {
        validation_context: {
          trusted_ca: file(ca),
          match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: serverName } }],
        },
        ...(client && {
          tls_certificates: [{ certificate_chain: file(client.certificate), private_key: file(client.privateKey) }],
        }),
      },
    },
  };
}
