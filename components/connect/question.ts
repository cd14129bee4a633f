import { type ApiResource, type BootstrapRequest, bootstrapRequestSchema } from '@/lib/model';

/** What the form holds; ports are text until they are sent. */
export interface Answers {
  controlPlane: string;
  credential: 'none' | 'token-file' | 'certificate';
  tokenFile: string;
  certificateFile: string;
  keyFile: string;
  caFile: string;
  mode: 'intercept' | 'explicit';
  address: string;
  egressPort: string;
  /** By the listener's port. */
  ingressPorts: Readonly<Record<string, string>>;
  appPorts: Readonly<Record<string, string>>;
}

export const EMPTY_ANSWERS: Answers = {
  controlPlane: '',
  credential: 'none',
  tokenFile: '/var/run/secrets/meshkeep/token',
  certificateFile: '/etc/meshkeep/tls.crt',
  keyFile: '/etc/meshkeep/tls.key',
  caFile: '',
  mode: 'intercept',
  address: '127.0.0.1',
  egressPort: '15001',
  ingressPorts: {},
  appPorts: {},
};

/** Ports on which a resource listens, in its order. */
export function listenerPorts({ spec }: ApiResource): number[] {
  const { listeners } = spec as { listeners?: readonly { portMapping?: { port?: number } }[] };
  return (listeners ?? []).flatMap(({ portMapping }) => portMapping?.port ?? []);
}

/** Where the proxy's own listeners start in explicit mode, unless a person says otherwise. */
const FIRST_INGRESS = 16_000;

export function presetIngress(index: number): string {
  return String(FIRST_INGRESS + index);
}

/** The request that the answers mean, or the members that are not right yet. */
export function requestOf(
  resource: ApiResource,
  answers: Answers,
): { request: BootstrapRequest } | { wrong: readonly string[] } {
  const { kind, name } = resource;
  const controlPlane = controlPlaneOf(answers);
  const wanted = {
    kind,
    name,
    ...(controlPlane && { controlPlane }),
    credential: credentialOf(answers),
    options: { dataplane: answers.mode === 'intercept' ? { mode: 'intercept' } : explicitOf(resource, answers) },
  };
  const parsed = bootstrapRequestSchema.safeParse(wanted);
  if (parsed.success) return { request: parsed.data };
  return { wrong: [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))] };
}

/** `host:port`, `[address]:port` or `unix:/path`; nothing = as the control plane says itself. */
function controlPlaneOf({ controlPlane, caFile }: Answers): object | undefined {
  const text = controlPlane.trim();
  if (text === '') return undefined;
  if (text.startsWith('unix:')) return { socket: text.slice('unix:'.length) };
  const [, ipv6, host, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text) ?? [];
  return { host: ipv6 ?? host ?? '', port: Number(port), ...(caFile !== '' && { tls: { ca: { file: caFile } } }) };
}

function credentialOf({ credential, tokenFile, certificateFile, keyFile }: Answers): object {
  if (credential === 'token-file') return { type: 'token-file', file: tokenFile };
  if (credential === 'certificate') return { type: 'certificate', certificate: certificateFile, key: keyFile };
  return { type: 'none' };
}

function explicitOf(resource: ApiResource, { address, egressPort, ingressPorts, appPorts }: Answers): object {
  const listeners = listenerPorts(resource).map((port, index) => ({
    port,
    ingressPort: Number(ingressPorts[port] ?? presetIngress(index)),
    ...(resource.kind === 'virtualNode' && { appAddress: '127.0.0.1', appPort: Number(appPorts[port] ?? port) }),
  }));
  return { mode: 'explicit', address, listeners, egressPort: Number(egressPort) };
}
