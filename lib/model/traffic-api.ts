/** The last five minutes of one resource, for sparklines. Times are ms since the epoch. */
import { z } from 'zod';
import { KINDS, type ResourceRef } from './kinds';
import { resourceRefSchema } from './meshkeep-api';

export const HISTORY_BUCKET_SECONDS = 5;
/** Five minutes of buckets. */
export const HISTORY_POINTS = 60;

/** Requests of one bucket. Null: nothing reported then, which is not the same as no request. */
const points = z.array(z.object({ requests: z.number(), failed: z.number() }).nullable());

/**
 * GET /meshkeep/v1/meshes/{mesh}/traffic/history?kind=&parent=&name=: real requests as the callers' proxies logged them.
 * Of a route its targets, of everything else the calls that it makes or gets. What nothing reported is not in the lists.
 */
export const trafficHistorySchema = z.object({
  /** Start of the first bucket. */
  from: z.number(),
  bucketSeconds: z.number(),
  source: z.literal('access log'),
  targets: z.array(z.object({ virtualNode: z.string(), port: z.number(), points })),
  edges: z.array(z.object({ caller: resourceRefSchema, virtualService: z.string(), points })),
});
export type TrafficHistory = z.infer<typeof trafficHistorySchema>;
export type TrafficPoints = TrafficHistory['targets'][number]['points'];

/** The query of the above. */
export const trafficSubjectSchema = z.object({
  kind: z.enum(KINDS),
  parent: z.string().optional(),
  name: z.string().min(1),
}) satisfies z.ZodType<ResourceRef>;
