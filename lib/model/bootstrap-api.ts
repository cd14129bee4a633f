/**
 * What a proxy's bootstrap is made of, and what comes out (`POST /meshkeep/v1/meshes/{mesh}/bootstrap`), one schema for
 * both sides. lib/bootstrap makes it; nothing here is kept by the control plane.
 */
import { z } from 'zod';

/** What a bootstrap can be written as: a file, shell lines, ECS's and Kubernetes' forms of our sidecar image. */
export const BOOTSTRAP_FORMATS = ['envoy.yaml', 'cli', 'ecs', 'k8s'] as const;

const port = z.number().int().min(1).max(65_535);
/** Printable, so that it can stand in a file, a shell line and a header. */
const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not hold control characters');
const file = line(4096).startsWith('/', 'must be an absolute path');
const address = z.union([z.ipv4(), z.ipv6()], { error: 'must be an IPv4 or IPv6 address' });

/** How the proxy knows that it speaks to this control plane. Without it the connection is plain. */
export const bootstrapTlsSchema = z.strictObject({
  /** Authorities that are trusted: PEM, or a file in the proxy's file system. */
  ca: z.union([z.strictObject({ pem: z.string().min(1).max(262_144) }), z.strictObject({ file })]),
  /** Name that the certificate must have; absent = the control plane's host. */
  serverName: line(253).optional(),
});

/** Where the control plane is: a host and port, or a Unix socket in the proxy's file system. */
export const controlPlaneSchema = z.union([
  z.strictObject({ host: line(253), port, tls: bootstrapTlsSchema.optional() }),
  z.strictObject({ socket: file }),
]);

/**
 * How the proxy proves which resource it is for. `token-file` and `certificate` are read again when the files are
 * replaced (a rename in their folder, as Kubernetes does); `token-variable` is read once, from Envoy's environment.
 */
export const credentialSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('token'), token: line(16_384) }),
  z.strictObject({ type: z.literal('token-file'), file }),
  z.strictObject({ type: z.literal('token-variable'), variable: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/) }),
  z.strictObject({ type: z.literal('certificate'), certificate: file, key: file }),
]);

/** App Mesh's interception by iptables, or ports that the proxy names itself (docs: the explicit data plane). */
export const dataplaneSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('intercept') }),
  z.strictObject({
    mode: z.literal('explicit'),
    address,
    /** A gateway has no application behind it: appAddress and appPort are absent. */
    listeners: z.array(
      z.strictObject({ port, ingressPort: port, appAddress: address.optional(), appPort: port.optional() }),
    ),
    egressPort: port,
    tcp: z.array(z.strictObject({ virtualService: z.string().min(1), port, localPort: port })).default([]),
  }),
]);

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'] as const;

/** Everything else that a person may want to decide. */
export const bootstrapOptionsSchema = z.strictObject({
  /** Name of the cluster of proxies in metrics and traces; absent = the node's id. */
  cluster: line(1024).optional(),
  region: line(128).optional(),
  zone: line(128).optional(),
  dataplane: dataplaneSchema.optional(),
  /** Incremental xDS unless state of the world is asked for. */
  protocol: z.enum(['delta', 'sotw']).optional(),
  /** Counts per target for the console's live figures; on unless switched off. */
  loadReports: z.boolean().optional(),
  /** Seconds that a start waits for listeners and clusters; 0 (App Mesh's value) = for ever. */
  initialFetchTimeout: z.number().min(0).max(3600).optional(),
  /** Envoy's admin interface: 127.0.0.1:9901 unless said otherwise; a socket needs no port. */
  admin: z
    .union([z.strictObject({ address, port: port.or(z.literal(0)) }), z.strictObject({ socket: file })])
    .optional(),
  adminAccessLog: file.optional(),
  logLevel: z.enum(LOG_LEVELS).optional(),
  /** Worker threads; absent = one for each core. */
  concurrency: z.number().int().min(1).max(1024).optional(),
  /** Seconds that connections get to end; App Mesh: 20. */
  drainSeconds: z.number().int().min(0).max(86_400).optional(),
  /** More of `node.metadata`, beside what Meshkeep itself writes there. */
  metadata: z.record(z.string(), z.unknown()).optional(),
  /** Folder of the files that Envoy reads again when a credential rotates. */
  folder: file.optional(),
  /** Image of our sidecar, for ECS and Kubernetes. */
  image: line(512).optional(),
  /** Ports of the application that are intercepted; absent = the listeners of the virtual node. */
  appPorts: z.array(port).max(100).optional(),
});

const bootstrapBodySchema = z.strictObject({
  kind: z.enum(['virtualNode', 'virtualGateway']),
  name: z.string().min(1).max(255),
  /** Only these; absent = all. */
  formats: z.array(z.enum(BOOTSTRAP_FORMATS)).min(1).optional(),
  controlPlane: controlPlaneSchema.optional(),
  credential: credentialSchema.optional(),
  options: bootstrapOptionsSchema.optional(),
});

/** The body of a request; absent members are what the control plane knows of itself, and no credential. */
export const bootstrapRequestSchema = bootstrapBodySchema.superRefine(
  ({ kind, controlPlane, credential, options }, context) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path });
    const plain = controlPlane && !('tls' in controlPlane && controlPlane.tls);
    if (credential?.type === 'certificate' && plain)
      refuse('a client certificate needs TLS: controlPlane.tls', 'credential');
    const dataplane = options?.dataplane;
    if (kind !== 'virtualNode' || dataplane?.mode !== 'explicit') return;
    for (const [index, { appAddress, appPort }] of dataplane.listeners.entries()) {
      if (appAddress === undefined || appPort === undefined)
        refuse("a node's listener needs appAddress and appPort", 'options', 'dataplane', 'listeners', index);
    }
  },
);

/** What a person has to know or to enter. Params go into the text of the language. */
export const BOOTSTRAP_NOTES = [
  'token-is-secret',
  'enter-secret-arn',
  'no-listeners',
  'app-depends-on',
  'no-tls',
] as const;

/** One file or text; the first of a format is the one to show. */
export const bootstrapFileSchema = z.object({
  format: z.enum(BOOTSTRAP_FORMATS),
  /** Name to save it under; for what Envoy reads itself the whole path. */
  name: z.string(),
  language: z.enum(['yaml', 'json', 'shell']),
  text: z.string(),
});

export const bootstrapAnswerSchema = z.object({
  nodeId: z.string(),
  controlPlane: controlPlaneSchema,
  files: z.array(bootstrapFileSchema),
  notes: z.array(z.object({ code: z.enum(BOOTSTRAP_NOTES), format: z.enum(BOOTSTRAP_FORMATS).optional() })),
});

export type BootstrapFormat = (typeof BOOTSTRAP_FORMATS)[number];
export type ControlPlaneAddress = z.infer<typeof controlPlaneSchema>;
export type BootstrapTls = z.infer<typeof bootstrapTlsSchema>;
export type ProxyCredential = z.infer<typeof credentialSchema>;
export type BootstrapDataplane = z.infer<typeof dataplaneSchema>;
export type BootstrapOptions = z.infer<typeof bootstrapOptionsSchema>;
export type BootstrapRequest = z.infer<typeof bootstrapRequestSchema>;
export type BootstrapNote = z.infer<typeof bootstrapAnswerSchema>['notes'][number];
export type BootstrapFile = z.infer<typeof bootstrapFileSchema>;
export type BootstrapAnswer = z.infer<typeof bootstrapAnswerSchema>;
