import type { EnvironmentReader } from './environment';
import type { KubernetesSettings, StsSettings } from './proxy-trust';
import type { TlsPaths } from './tls-files';

/** What protects API and xDS, as the environment says. */
export interface Protection {
  host: string;
  /** Absent: plain HTTP and gRPC, on loopback only. */
  tls?: TlsPaths;
  /** Whether a proxy must prove who it is. One that shows a credential has it checked in any case. */
  xdsAuth: 'required' | 'optional';
  /** What GET /metrics must bring as a bearer token. Absent: open on loopback, closed elsewhere. */
  metricsToken?: string;
  /** Absent: tokens of Kubernetes cannot be checked. */
  kubernetes?: KubernetesSettings;
  /** Absent: ECS task roles cannot be checked. */
  sts?: StsSettings;
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** Whether an address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Reads these settings. Any other address than loopback needs TLS, and proxies that prove who they are. */
export function readProtection(env: EnvironmentReader): Protection {
  const host = env.text('MESHKEEP_HOST') ?? '127.0.0.1';
  const tls = readTls(env);
  const xdsAuth = readXdsAuth(env);
  const metricsToken = env.text('MESHKEEP_METRICS_TOKEN');
  const missing = [
    ...(tls ? [] : ['TLS (MESHKEEP_TLS_CERT and MESHKEEP_TLS_KEY)']),
    ...(xdsAuth === 'required' ? [] : ['proxies that must prove who they are (MESHKEEP_XDS_AUTH=required)']),
  ];
  if (!isLoopback(host) && missing.length > 0) {
    env.fail(
      'MESHKEEP_HOST',
      `${host} is not a loopback address, where API and xDS need ${missing.join(' and ')}. Set that, or use 127.0.0.1`,
    );
  }
  const kubernetes = readKubernetes(env);
  const sts = readSts(env);
  return {
    host,
    ...(tls && { tls }),
    xdsAuth,
    ...(metricsToken && { metricsToken }),
    ...(kubernetes && { kubernetes }),
    ...(sts && { sts }),
  };
}

function readTls(env: EnvironmentReader): TlsPaths | undefined {
  const cert = env.text('MESHKEEP_TLS_CERT');
  const key = env.text('MESHKEEP_TLS_KEY');
  const clientCa = env.text('MESHKEEP_XDS_CLIENT_CA');
  if (cert && !key) env.fail('MESHKEEP_TLS_KEY', 'is not set, but MESHKEEP_TLS_CERT is: set both or neither');
  if (key && !cert) env.fail('MESHKEEP_TLS_CERT', 'is not set, but MESHKEEP_TLS_KEY is: set both or neither');
  if (clientCa && !cert && !key) {
    env.fail('MESHKEEP_XDS_CLIENT_CA', 'client certificates need TLS: set MESHKEEP_TLS_CERT and MESHKEEP_TLS_KEY too');
  }
  return cert && key ? { cert, key, ...(clientCa && { clientCa }) } : undefined;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** `in-cluster` is the pod's own API server and account. */
function readKubernetes(env: EnvironmentReader): KubernetesSettings | undefined {
  const inCluster = env.text('MESHKEEP_KUBERNETES_API') === 'in-cluster';
  const api = inCluster ? 'https://kubernetes.default.svc' : env.url('MESHKEEP_KUBERNETES_API');
  if (api === undefined) return undefined;
  const caFile = env.text('MESHKEEP_KUBERNETES_CA') ?? (inCluster ? `${SERVICE_ACCOUNT}/ca.crt` : undefined);
  const tokenFile = env.text('MESHKEEP_KUBERNETES_TOKEN_FILE') ?? (inCluster ? `${SERVICE_ACCOUNT}/token` : undefined);
  const audience = env.text('MESHKEEP_KUBERNETES_AUDIENCE') ?? 'meshkeep';
  return { api, ...(caFile && { caFile }), ...(tokenFile && { tokenFile }), audience };
}

function readSts(env: EnvironmentReader): StsSettings | undefined {
  const serverId = env.text('MESHKEEP_SERVER_ID');
  const standIns =
    env
      .text('MESHKEEP_STS_STAND_INS')
      ?.split(',')
      .map((host) => host.trim()) ?? [];
  if (serverId === undefined && standIns.length > 0) {
    env.fail('MESHKEEP_SERVER_ID', 'is not set, but MESHKEEP_STS_STAND_INS is: callers must sign it');
  }
  return serverId === undefined ? undefined : { serverId, standIns };
}

function readXdsAuth(env: EnvironmentReader): Protection['xdsAuth'] {
  const given = env.text('MESHKEEP_XDS_AUTH') ?? 'optional';
  if (given === 'required' || given === 'optional') return given;
  env.fail('MESHKEEP_XDS_AUTH', `${JSON.stringify(given)} is neither required nor optional`);
  return 'required';
}
