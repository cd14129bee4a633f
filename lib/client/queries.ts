import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  certificateListSchema,
  clientAuthorityListSchema,
  connectionListSchema,
  credentialListSchema,
  draftListSchema,
  draftPlanSchema,
  draftSchema,
  layoutSchema,
  meshListSchema,
  meshSettingsSchema,
  proxyConfigSchema,
  proxyListSchema,
  type ResourceRef,
  type RevisionFilter,
  receiptSchema,
  refKey,
  refusedConnectionListSchema,
  revisionListSchema,
  snapshotSchema,
  trafficHistorySchema,
  trafficSchema,
} from '@/lib/model';
import { getJson } from './fetch';
import { paths } from './paths';

/** Keys of everything that is cached. All data of a mesh lies below `['mesh', name]`. */
export const keys = {
  meshes: ['meshes'] as const,
  mesh: (mesh: string) => ['mesh', mesh] as const,
  snapshot: (mesh: string) => ['mesh', mesh, 'snapshot'] as const,
  layout: (mesh: string) => ['mesh', mesh, 'layout'] as const,
  past: (mesh: string, revision: number) => ['mesh', mesh, 'past', revision] as const,
  credentials: ['credentials'] as const,
  clientAuthorities: ['credentials', 'client authorities'] as const,
  connections: ['connections'] as const,
  certificates: ['certificates'] as const,
  proxies: (mesh: string) => ['mesh', mesh, 'proxies'] as const,
  /** Below the proxies: what makes those old makes this old. */
  refusedConnections: (mesh: string) => ['mesh', mesh, 'proxies', 'refused connections'] as const,
  proxyConfig: (mesh: string, id: string) => ['mesh', mesh, 'proxies', id] as const,
  settings: (mesh: string) => ['mesh', mesh, 'settings'] as const,
  traffic: (mesh: string) => ['mesh', mesh, 'traffic'] as const,
  /** Of all resources of a mesh. */
  trafficHistories: (mesh: string) => ['mesh', mesh, 'traffic-history'] as const,
  trafficHistory: (mesh: string, ref: ResourceRef) => ['mesh', mesh, 'traffic-history', refKey(ref)] as const,
  revisions: (mesh: string) => ['mesh', mesh, 'revisions'] as const,
  receipt: (mesh: string, revision: number) => ['mesh', mesh, 'receipt', revision] as const,
  /** All drafts of a mesh and their plans lie below. */
  drafts: (mesh: string) => ['mesh', mesh, 'drafts'] as const,
  draftList: (mesh: string) => ['mesh', mesh, 'drafts', 'list'] as const,
  /** A draft; its plan lies below. */
  draft: (mesh: string, id: string) => ['mesh', mesh, 'drafts', 'one', id] as const,
  draftPlan: (mesh: string, id: string) => ['mesh', mesh, 'drafts', 'one', id, 'plan'] as const,
  draftVerdict: (mesh: string, id: string) => ['mesh', mesh, 'drafts', 'one', id, 'verdict'] as const,
};

export const meshesQuery = () =>
  queryOptions({
    queryKey: keys.meshes,
    queryFn: async ({ signal }) => (await getJson(paths.api.meshes(), meshListSchema, signal)).meshes,
  });

/** Everything of a mesh at its newest revision. */
export const snapshotQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.snapshot(mesh),
    queryFn: ({ signal }) => getJson(paths.api.snapshot(mesh), snapshotSchema, signal),
  });

/** Places of the cards, as everyone sees them. */
export const layoutQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.layout(mesh),
    queryFn: async ({ signal }) => (await getJson(paths.api.layout(mesh), layoutSchema, signal)).cards,
  });

export const proxiesQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.proxies(mesh),
    queryFn: async ({ signal }) => (await getJson(paths.api.proxies(mesh), proxyListSchema, signal)).proxies,
  });

/** Authorities whose client certificates proxies may show. */
export const clientAuthoritiesQuery = () =>
  queryOptions({
    queryKey: keys.clientAuthorities,
    queryFn: async ({ signal }) =>
      (await getJson(paths.api.clientAuthorities(), clientAuthorityListSchema, signal)).authorities,
  });

export const credentialsQuery = () =>
  queryOptions({
    queryKey: keys.credentials,
    queryFn: ({ signal }) => getJson(paths.api.credentials(), credentialListSchema, signal),
  });

/** Certificates and authorities that are held for TLS between proxies, and those that meshes miss. */
export const certificatesQuery = () =>
  queryOptions({
    queryKey: keys.certificates,
    queryFn: ({ signal }) => getJson(paths.api.certificates(), certificateListSchema, signal),
  });

/** How often the state of connections is read: AWS answers by polling too, so no event tells of it. */
const CONNECTIONS_EVERY_MS = 3000;

/** Connections to AWS Cloud Map with what they do at the moment. */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: keys.connections,
    queryFn: ({ signal }) => getJson(paths.api.connections(), connectionListSchema, signal),
    refetchInterval: CONNECTIONS_EVERY_MS,
  });

/** Proxies that were not let in. */
export const refusedConnectionsQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.refusedConnections(mesh),
    queryFn: async ({ signal }) => getJson(paths.api.refusedConnections(mesh), refusedConnectionListSchema, signal),
  });

/** What a proxy should run, beside what it acknowledged. */
export const proxyConfigQuery = (mesh: string, id: string) =>
  queryOptions({
    queryKey: keys.proxyConfig(mesh, id),
    queryFn: ({ signal }) => getJson(paths.api.proxyConfig(mesh, id), proxyConfigSchema, signal),
  });

/** Figures of the last minute; events bring newer ones. */
export const trafficQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.traffic(mesh),
    queryFn: ({ signal }) => getJson(paths.api.traffic(mesh), trafficSchema, signal),
  });

/** The last five minutes of what concerns one resource; events bring newer ones. */
export const trafficHistoryQuery = (mesh: string, ref: ResourceRef) =>
  queryOptions({
    queryKey: keys.trafficHistory(mesh, ref),
    queryFn: ({ signal }) => getJson(paths.api.trafficHistory(mesh, ref), trafficHistorySchema, signal),
  });

export const settingsQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.settings(mesh),
    queryFn: ({ signal }) => getJson(paths.api.settings(mesh), meshSettingsSchema, signal),
  });

export const receiptQuery = (mesh: string, revision: number) =>
  queryOptions({
    queryKey: keys.receipt(mesh, revision),
    queryFn: ({ signal }) => getJson(paths.api.receipt(mesh, revision), receiptSchema, signal),
  });

/** Drafts of a mesh, open and applied. */
export const draftsQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.draftList(mesh),
    queryFn: async ({ signal }) =>
      (await getJson(paths.api.drafts(mesh, { applied: true }), draftListSchema, signal)).drafts,
  });

export const draftQuery = (mesh: string, id: string) =>
  queryOptions({
    queryKey: keys.draft(mesh, id),
    queryFn: ({ signal }) => getJson(paths.api.draft(mesh, id), draftSchema, signal),
  });

/** What applying a draft would do, without Envoy's verdict: quick. */
export const draftPlanQuery = (mesh: string, id: string) =>
  queryOptions({
    queryKey: keys.draftPlan(mesh, id),
    queryFn: ({ signal }) => getJson(paths.api.draftPlan(mesh, id, false), draftPlanSchema, signal),
  });

/** Envoy's verdict on a draft: takes seconds. The version and revision say what it was given on. */
export const draftVerdictQuery = (mesh: string, id: string) =>
  queryOptions({
    queryKey: keys.draftVerdict(mesh, id),
    queryFn: async ({ signal }) => {
      const plan = await getJson(paths.api.draftPlan(mesh, id, true), draftPlanSchema, signal);
      return { version: plan.version, revision: plan.revision, verdict: plan.verdict };
    },
  });

const PAGE = 30;

/** History, newest first, page by page; with a filter, those entries that match. */
export const revisionsQuery = (mesh: string, filter: RevisionFilter = {}) =>
  infiniteQueryOptions({
    queryKey: [...keys.revisions(mesh), filter],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) => {
      const page = { ...filter, before: pageParam, limit: PAGE };
      return getJson(paths.api.revisions(mesh, page), revisionListSchema, signal);
    },
    getNextPageParam: (last) => last.next,
  });

/** A mesh as it was at a revision: it never changes again. */
export const pastQuery = (mesh: string, revision: number) =>
  queryOptions({
    queryKey: keys.past(mesh, revision),
    queryFn: ({ signal }) => getJson(paths.api.snapshot(mesh, revision), snapshotSchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
