/**
 * AWS Cloud Map as a source of endpoints (docs/adr/0023): a connection to one account and region, and the namespaces
 * that are read through it. One schema for both sides of `/meshkeep/v1/connections`. Times are ms since the epoch.
 */
import { z } from 'zod';

/** How often each service is asked for, s. Each time costs one call, see docs/cloud-map.md. */
export const POLL_SECONDS = { least: 1, standard: 10, most: 3600 } as const;

/** Calls to AWS in one second at most, by one connection. AWS's own limit is 1,000 for an account and region. */
export const CALLS_PER_SECOND = { least: 1, standard: 20, most: 1000 } as const;

/** Longest name of a connection or profile, characters. */
export const LONGEST_CONNECTION_NAME = 128;

/** Namespaces that one connection may map. */
export const MOST_NAMESPACES = 200;

const wholeNumber = ({ least, most }: { least: number; most: number }) => z.number().int().min(least).max(most);

/** Names of namespaces, as Cloud Map allows them: printable ASCII without spaces. */
const namespaceName = z
  .string()
  .trim()
  .regex(/^[!-~]{1,1024}$/, 'must be 1 to 1024 printable ASCII characters without spaces');

export const mappedNamespaceSchema = z.strictObject({
  /** As virtual nodes name it. */
  namespace: namespaceName,
  /** HttpName of the namespace in AWS. */
  awsNamespace: namespaceName,
  /** Account that owns the namespace, where it is shared with the connection's account. */
  ownerAccount: z
    .string()
    .regex(/^\d{12}$/, 'must be 12 digits')
    .optional(),
});
export type MappedNamespace = z.infer<typeof mappedNamespaceSchema>;

/** POST /connections, PUT /connections/{id} and POST /connections/test. */
export const connectionInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(LONGEST_CONNECTION_NAME),
  awsRegion: z
    .string()
    .trim()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'must be a region as eu-central-1'),
  /** Profile of the files in ~/.aws on the control plane's machine; absent: the SDK's standard chain. */
  profile: z.string().trim().min(1).max(LONGEST_CONNECTION_NAME).optional(),
  /** Instead of AWS's own address, as for an emulator or a VPC endpoint. */
  endpoint: z.url({ protocol: /^https?$/, error: 'must be an address as https://host:port' }).optional(),
  pollSeconds: wholeNumber(POLL_SECONDS),
  callsPerSecond: wholeNumber(CALLS_PER_SECOND),
  namespaces: z
    .array(mappedNamespaceSchema)
    .max(MOST_NAMESPACES)
    .refine((all) => new Set(all.map(({ namespace }) => namespace)).size === all.length, {
      error: 'must name each namespace of virtual nodes once',
    }),
});
export type ConnectionInput = z.infer<typeof connectionInputSchema>;

/** A connection as it is kept; it holds no secret. */
export interface ConnectionRecord extends ConnectionInput {
  id: string;
  account: string;
  region: string;
  createdAt: number;
  createdBy: string;
  changedAt: number;
  changedBy: string;
}

/** Why AWS gave no endpoints. */
export const SOURCE_FAILURES = [
  'away',
  'credentials',
  'denied',
  'throttled',
  'no-namespace',
  'no-service',
  'not-understood',
  'other',
] as const;
export type SourceFailureCode = (typeof SOURCE_FAILURES)[number];

const failureSchema = z.object({
  code: z.enum(SOURCE_FAILURES),
  /** AWS's own words, or the network's. */
  message: z.string(),
  at: z.number(),
});
export type SourceFailure = z.infer<typeof failureSchema>;

export const watchedServiceSchema = z.object({
  namespace: z.string(),
  service: z.string(),
  /** Instances that are known, whatever their health. */
  instances: z.number(),
  /** When AWS answered last; absent: never. */
  answeredAt: z.number().optional(),
  /** Why it did not answer since. */
  failure: failureSchema.optional(),
  /** AWS tells 1,000 instances at most: there may be more. */
  truncated: z.boolean(),
});
export type WatchedService = z.infer<typeof watchedServiceSchema>;

/** Calls of each kind; both cost the same. */
export const callCountSchema = z.object({ instances: z.number(), revisions: z.number() });
export type CallCount = z.infer<typeof callCountSchema>;

export const connectionStateSchema = z.object({
  /** `unused`: no virtual node names a mapped namespace. `failing`: some service has no answer. */
  status: z.enum(['unused', 'waiting', 'working', 'failing']),
  services: z.array(watchedServiceSchema),
  calls: z.object({
    /** Of the day in UTC. */
    today: callCountSchema,
    total: callCountSchema,
    /** Since when `total` counts. */
    since: z.number(),
  }),
});
export type ConnectionState = z.infer<typeof connectionStateSchema>;

export const connectionViewSchema = connectionInputSchema.extend({
  id: z.string(),
  createdAt: z.number(),
  createdBy: z.string(),
  changedAt: z.number(),
  changedBy: z.string(),
  state: connectionStateSchema,
});
export type ConnectionView = z.infer<typeof connectionViewSchema>;

/** GET /connections; by name. `namespacesInUse`: those that virtual nodes name, mapped or not. */
export const connectionListSchema = z.object({
  connections: z.array(connectionViewSchema),
  namespacesInUse: z.array(z.string()),
});
export type ConnectionList = z.infer<typeof connectionListSchema>;

/** POST /connections/test: what AWS says of each mapped namespace. */
export const connectionTestSchema = z.object({
  ok: z.boolean(),
  namespaces: z.array(
    z.object({
      namespace: z.string(),
      awsNamespace: z.string(),
      ok: z.boolean(),
      failure: failureSchema.omit({ at: true }).optional(),
    }),
  ),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
