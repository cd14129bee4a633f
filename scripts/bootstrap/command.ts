import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BootstrapInput, createBootstrap, parseResource } from '@/lib/bootstrap';
import { BOOTSTRAP_FORMATS, type BootstrapFile, type BootstrapNote, bootstrapRequestSchema } from '@/lib/model';

export const USAGE = `usage: npm run --silent bootstrap -- --resource mesh/MESH/virtualNode/NAME [option]...

what is written
  --format FORMAT        ${BOOTSTRAP_FORMATS.join(' | ')} (envoy.yaml)
  --resource RESOURCE    mesh/M/virtualNode/N, mesh/M/virtualGateway/G, or their ARN

where the control plane is
  --xds HOST:PORT        or unix:///path (127.0.0.1:18000)
  --ca FILE              PEM of the authority to trust, written into the output: the connection is TLS
  --ca-file PATH         the same as a file where Envoy runs
  --server-name NAME     name that the certificate must have (the host)

the proxy's credential
  --token-file PATH      bearer token in a file where Envoy runs; read again when it is replaced
  --token-variable NAME  bearer token in a variable of Envoy's environment
  --certificate PATH --key PATH   client certificate, files where Envoy runs

options
  --dataplane JSON       {"mode":"explicit","address":"127.0.0.1","listeners":[…],"egressPort":…} (interception)
  --app-ports PORTS      ports of the application, comma-separated: ecs and k8s
  --image IMAGE          our sidecar image: ecs and k8s
  --admin ADDRESS:PORT   Envoy's admin interface (127.0.0.1:9901)
  --cluster NAME  --region REGION  --zone ZONE  --protocol delta|sotw  --no-load-reports
  --log-level LEVEL  --concurrency N  --drain-seconds N  --initial-fetch-timeout SECONDS  --folder PATH`;

/** The command is wrong: message first, then the usage. */
export class UsageError extends Error {}

const text = { type: 'string' } as const;
const OPTIONS = {
  format: text,
  resource: text,
  xds: text,
  ca: text,
  'ca-file': text,
  'server-name': text,
  'token-file': text,
  'token-variable': text,
  certificate: text,
  key: text,
  dataplane: text,
  'app-ports': text,
  image: text,
  admin: text,
  cluster: text,
  region: text,
  zone: text,
  protocol: text,
  'no-load-reports': { type: 'boolean' },
  'log-level': text,
  concurrency: text,
  'drain-seconds': text,
  'initial-fetch-timeout': text,
  folder: text,
} as const;

type Values = ReturnType<typeof parse>;

/** What the command prints; notes for the person go to `tell`. Throws UsageError. */
export function bootstrapCommand(args: readonly string[], tell: (line: string) => void): string {
  const values = parse(args);
  const resource = parseResource(values.resource ?? fail('--resource is missing'));
  if (typeof resource === 'string') throw new UsageError(`--resource: ${resource}`);
  const asked = checked(values, resource.kind, resource.name);
  const input: BootstrapInput = {
    resource,
    controlPlane: asked.controlPlane ?? { host: '127.0.0.1', port: 18_000 },
    credential: asked.credential ?? { type: 'none' },
    options: asked.options ?? {},
  };
  const { files, notes } = createBootstrap(input, asked.formats ?? ['envoy.yaml']);
  for (const note of notes) tell(`bootstrap: ${NOTES[note.code]}`);
  return files.map((file, index) => textOf(file, index > 0)).join('');
}

/** Beside the first file, each says where it belongs: Kubernetes reads several documents, the rest is a comment. */
function textOf({ format, name, text: content }: BootstrapFile, further: boolean): string {
  if (!further) return content;
  if (format === 'k8s') return `---\n${content}`;
  return `\n# ${name}\n${content.replace(/^(?=.)/gm, '# ')}`;
}

const NOTES: Readonly<Record<BootstrapNote['code'], string>> = {
  'token-is-secret': 'the output holds the token: keep it like a password',
  'enter-secret-arn': 'put the token into a secret and enter its ARN as valueFrom',
  'no-listeners': 'no application ports: nothing that comes in is intercepted (--app-ports 8080)',
  'app-depends-on': 'give each application container "dependsOn": [{"containerName": "envoy", "condition": "HEALTHY"}]',
  'no-tls': 'the connection to the control plane is not encrypted (--ca FILE)',
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function fail(message: string): never {
  throw new UsageError(message);
}

/** The same checks as the API's, told in the command's words. */
function checked(values: Values, kind: BootstrapInput['resource']['kind'], name: string) {
  const request = {
    kind,
    name,
    ...(values.format !== undefined && { formats: [values.format] }),
    ...(values.xds !== undefined && { controlPlane: controlPlane(values, values.xds) }),
    ...credential(values),
    options: options(values),
  };
  const parsed = bootstrapRequestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new UsageError(lines.join('\n'));
}

function controlPlane(values: Values, xds: string) {
  const socket = /^unix:(?:\/\/)?(\/.+)$/.exec(xds)?.[1];
  if (socket) return { socket };
  const { host, port } = hostPort('--xds', xds);
  const ca = values.ca ? { pem: readText(values.ca) } : values['ca-file'] ? { file: values['ca-file'] } : undefined;
  if (!ca && values['server-name']) fail('--server-name needs --ca or --ca-file');
  const serverName = values['server-name'];
  return { host, port, ...(ca && { tls: { ca, ...(serverName && { serverName }) } }) };
}

function credential(values: Values) {
  const given = [values['token-file'], values['token-variable'], values.certificate].filter(Boolean);
  if (given.length > 1) fail('one credential only: --token-file, --token-variable or --certificate');
  if (values['token-file']) return { credential: { type: 'token-file', file: values['token-file'] } };
  if (values['token-variable']) return { credential: { type: 'token-variable', variable: values['token-variable'] } };
  if (!values.certificate !== !values.key) fail('--certificate and --key go together');
  return values.certificate
    ? { credential: { type: 'certificate', certificate: values.certificate, key: values.key } }
    : {};
}

function options(values: Values) {
  const admin = values.admin === undefined ? undefined : hostPort('--admin', values.admin);
  return defined({
    cluster: values.cluster,
    region: values.region,
    zone: values.zone,
    dataplane: values.dataplane === undefined ? undefined : json('--dataplane', values.dataplane),
    protocol: values.protocol,
    loadReports: values['no-load-reports'] ? false : undefined,
    initialFetchTimeout: number(values['initial-fetch-timeout']),
    admin: admin && { address: admin.host, port: admin.port },
    logLevel: values['log-level'],
    concurrency: number(values.concurrency),
    drainSeconds: number(values['drain-seconds']),
    folder: values.folder,
    image: values.image,
    appPorts: values['app-ports']?.split(',').map(Number),
  });
}

function defined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function number(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function hostPort(option: string, given: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(given);
  if (!match) fail(`${option}: ${JSON.stringify(given)} is not of the form host:port`);
  return { host: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}

function json(option: string, given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return fail(`${option}: not JSON`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : String(cause));
  }
}
