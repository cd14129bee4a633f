import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  meshListSchema,
  proxyConfigSchema,
  proxyListSchema,
  receiptSchema,
  revisionListSchema,
  snapshotSchema,
  trafficSchema,
} from '@/lib/model';
import { getJson } from './fetch';
import { paths } from './paths';

/** Keys of everything that is cached. All data of a mesh lies below `['mesh', name]`. */
export const keys = {
  meshes: ['meshes'] as const,
  mesh: (mesh: string) => ['mesh', mesh] as const,
  snapshot: (mesh: string) => ['mesh', mesh, 'snapshot'] as const,
  proxies: (mesh: string) => ['mesh', mesh, 'proxies'] as const,
  proxyConfig: (mesh: string, id: string) => ['mesh', mesh, 'proxies', id] as const,
  traffic: (mesh: string) => ['mesh', mesh, 'traffic'] as const,
  revisions: (mesh: string) => ['mesh', mesh, 'revisions'] as const,
  receipt: (mesh: string, revision: number) => ['mesh', mesh, 'receipt', revision] as const,
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

export const proxiesQuery = (mesh: string) =>
  queryOptions({
    queryKey: keys.proxies(mesh),
    queryFn: async ({ signal }) => (await getJson(paths.api.proxies(mesh), proxyListSchema, signal)).proxies,
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

export const receiptQuery = (mesh: string, revision: number) =>
  queryOptions({
    queryKey: keys.receipt(mesh, revision),
    queryFn: ({ signal }) => getJson(paths.api.receipt(mesh, revision), receiptSchema, signal),
  });

const PAGE = 30;

/** History, newest first, page by page. */
export const revisionsQuery = (mesh: string) =>
  infiniteQueryOptions({
    queryKey: keys.revisions(mesh),
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ signal, pageParam }) =>
      (await getJson(paths.api.revisions(mesh, { before: pageParam, limit: PAGE }), revisionListSchema, signal))
        .revisions,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.revision),
  });
