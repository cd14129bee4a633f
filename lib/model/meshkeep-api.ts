/**
 * The Meshkeep API (`/meshkeep/v1/...`), one schema for both sides: the control plane's door answers with these
 * shapes, the console reads them. Times are ms since the epoch.
 */
import { z } from 'zod';
import { KINDS } from './kinds';
import { PROBLEM_CODES } from './problems';

const kind = z.enum(KINDS);
export const writerSchema = z.object({
  door: z.enum(['console', 'sdk', 'controller', 'terraform', 'cloudformation', 'system']),
  who: z.string(),
  userAgent: z.string(),
});

export const resourceRefSchema = z.object({ kind, parent: z.string().optional(), name: z.string() });

const tagSchema = z.object({ key: z.string(), value: z.string() });

export const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  severity: z.enum(['error', 'warning', 'info']),
  resource: resourceRefSchema,
  path: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const resourceSchema = z.object({
  kind,
  parent: z.string().optional(),
  name: z.string(),
  arn: z.string(),
  uid: z.string(),
  version: z.number(),
  createdAt: z.number(),
  lastUpdatedAt: z.number(),
  meshOwner: z.string(),
  resourceOwner: z.string(),
  spec: z.record(z.string(), z.unknown()),
  tags: z.array(tagSchema),
  writer: writerSchema,
});

/** GET /meshkeep/v1/meshes → `{meshes}` */
export const meshSummarySchema = z.object({
  mesh: z.string(),
  meshOwner: z.string(),
  revision: z.number(),
  createdAt: z.number(),
  lastUpdatedAt: z.number(),
  writer: writerSchema,
  counts: z.record(kind, z.number()),
  proxies: z.object({ connected: z.number(), current: z.number(), behind: z.number(), refused: z.number() }),
  problems: z.object({ error: z.number(), warning: z.number(), info: z.number() }),
});
export const meshListSchema = z.object({ meshes: z.array(meshSummarySchema) });

/**
 * GET /meshkeep/v1/meshes/{mesh}/snapshot: everything of a mesh at its newest revision; ETag is the revision. With
 * `?revision=N` as it was then: without problems and endpoints, which are only known of now.
 */
export const snapshotSchema = z.object({
  mesh: z.string(),
  revision: z.number(),
  resources: z.array(resourceSchema),
  problems: z.array(problemSchema),
  /** Per virtual node: Cloud Map instances that match and how many of them are not UNHEALTHY. Absent = not known (DNS). */
  endpoints: z.array(z.object({ virtualNode: z.string(), healthy: z.number(), total: z.number() })),
});

export const proxyStateSchema = z.enum(['current', 'behind', 'refused', 'disconnected']);

/** GET /meshkeep/v1/meshes/{mesh}/proxies → `{proxies}` */
export const proxySchema = z.object({
  /** Stable while connected; used in URLs. */
  id: z.string(),
  resource: resourceRefSchema,
  address: z.string(),
  nodeId: z.string(),
  /** From the bootstrap's platform metadata; empty when not known. */
  platform: z.enum(['ECS', 'EKS', 'EC2', '']),
  platformIdentity: z.string(),
  envoyVersion: z.string(),
  dataplane: z.enum(['intercept', 'explicit']),
  protocol: z.enum(['delta', 'sotw']),
  state: proxyStateSchema,
  /** Revision that the acknowledged bytes equal. */
  revision: z.number(),
  /** Changes that concern this proxy and are not acknowledged yet. */
  behind: z.number(),
  waitingSince: z.number().optional(),
  connectedAt: z.number(),
  lastSeenAt: z.number(),
  refusals: z.array(
    z.object({
      at: z.number(),
      resourceType: z.string(),
      resources: z.array(z.string()),
      revision: z.number(),
      message: z.string(),
      current: z.boolean(),
    }),
  ),
  /** Last minute, from this proxy's access log; absent = nothing reported. */
  traffic: z.object({ requestsPerSecond: z.number(), successRate: z.number().optional() }).optional(),
});
export const proxyListSchema = z.object({ proxies: z.array(proxySchema) });

const figures = z.object({
  requestsPerSecond: z.number(),
  /** 0..1; absent when there was no request. */
  successRate: z.number().optional(),
  p50Ms: z.number().optional(),
  p99Ms: z.number().optional(),
  requests: z.number(),
});

/**
 * GET /meshkeep/v1/meshes/{mesh}/traffic: real requests of the last minute, as the callers' proxies logged them.
 * What nothing reports is not in the lists: the screen says "not known".
 */
export const trafficSchema = z.object({
  at: z.number(),
  windowSeconds: z.number(),
  /** Caller → virtual service. */
  edges: z.array(
    figures.extend({ caller: resourceRefSchema, virtualService: z.string(), source: z.literal('access log') }),
  ),
  /** Per route and target: the observed split. */
  routes: z.array(
    z.object({
      virtualRouter: z.string(),
      route: z.string(),
      requests: z.number(),
      /** Start of what is counted: a minute ago, or the route's last change if that is later. */
      since: z.number(),
      source: z.literal('access log'),
      targets: z.array(figures.extend({ virtualNode: z.string(), port: z.number(), share: z.number() })),
    }),
  ),
  /** Per caller and target node, from load reports where the bootstrap has them. */
  loads: z.array(
    z.object({
      caller: resourceRefSchema,
      virtualNode: z.string(),
      port: z.number(),
      requestsPerSecond: z.number(),
      successRate: z.number().optional(),
      source: z.literal('load report'),
    }),
  ),
  /** Proxies that report access logs, of those connected. */
  reporting: z.object({ proxies: z.number(), of: z.number() }),
});

/**
 * GET /meshkeep/v1/meshes/{mesh}/revisions?before=&limit=&who=&door=&kind=&resource=&text= → `{revisions, next}`, newest
 * first. `message` is what a person wrote, else empty.
 */
export const revisionSchema = z.object({
  revision: z.number(),
  at: z.number(),
  writer: writerSchema,
  message: z.string(),
  changes: z.array(
    z.object({
      ref: resourceRefSchema,
      op: z.enum(['added', 'changed', 'removed']),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
      /** Where they differ: the tags before and after. */
      tags: z.object({ before: z.array(tagSchema), after: z.array(tagSchema) }).optional(),
    }),
  ),
});
export const revisionListSchema = z.object({
  revisions: z.array(revisionSchema),
  /** `before` to go on with: fewer than asked for may be found at once. Absent at the end of the history. */
  next: z.number().optional(),
});

/** Which entries of a history are wanted; all that is given must match. */
export const revisionFilterSchema = z.object({
  /** Exactly this person or key. */
  who: z.string().max(256).optional(),
  door: writerSchema.shape.door.optional(),
  /** Something of this kind was changed. */
  kind: kind.optional(),
  /** `refKey` of a resource that was changed. */
  resource: z.string().max(2048).optional(),
  /** Part of a name, of who wrote, or of the message; capitals do not matter. */
  text: z.string().max(256).optional(),
});

/** Kinds of Envoy resources, in Envoy's words. */
export const envoyTypeSchema = z.enum(['cluster', 'endpoint', 'listener', 'route', 'secret']);

/** GET /meshkeep/v1/meshes/{mesh}/proxies/{id}/config: generated configuration beside what the proxy acknowledged. */
export const proxyConfigSchema = z.object({
  resources: z.array(
    z.object({
      type: envoyTypeSchema,
      name: z.string(),
      /** Envoy's own JSON form of the message. */
      json: z.unknown(),
      version: z.string(),
      acknowledgedVersion: z.string().optional(),
      /**
       * What the proxy acknowledged, where that is something else. Absent also where only its version is known: the proxy
       * took it before this control plane started.
       */
      acknowledgedJson: z.unknown().optional(),
    }),
  ),
  /** What the proxy acknowledged and should not run any more; `json` as `acknowledgedJson`. */
  leftover: z.array(
    z.object({ type: envoyTypeSchema, name: z.string(), version: z.string(), json: z.unknown().optional() }),
  ),
});

/** POST /meshkeep/v1/sessions {name, password} → a person, or 401 */
export const sessionInputSchema = z.object({ name: z.string().min(1).max(128), password: z.string().min(1).max(1024) });
export const personSchema = z.object({ name: z.string(), role: z.enum(['administrator', 'editor', 'viewer']) });

export type ApiResource = z.infer<typeof resourceSchema>;
export type ApiProblem = z.infer<typeof problemSchema>;
export type MeshSummary = z.infer<typeof meshSummarySchema>;
export type ApiSnapshot = z.infer<typeof snapshotSchema>;
export type ApiProxy = z.infer<typeof proxySchema>;
export type ProxyState = z.infer<typeof proxyStateSchema>;
export type Traffic = z.infer<typeof trafficSchema>;
export type Revision = z.infer<typeof revisionSchema>;
export type RevisionFilter = z.infer<typeof revisionFilterSchema>;
export type ProxyConfig = z.infer<typeof proxyConfigSchema>;
export type ApiPerson = z.infer<typeof personSchema>;
