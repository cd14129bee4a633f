import { z } from 'zod';
import { resourceRefSchema, trafficSchema, writerSchema } from './meshkeep-api';
import { receiptSchema } from './receipt-api';

/**
 * GET /meshkeep/v1/events?mesh=M (server-sent events; `id:` is the sequence, resumed by Last-Event-ID or ?since=).
 * One stream for each browser. Without `mesh`, only `meshes` events come.
 */
export const eventSchema = z.discriminatedUnion('type', [
  /** The first of a stream. With a mesh: its newest revision, to be compared with what was read before the stream was up. */
  z.object({
    type: z.literal('hello'),
    mesh: z.string().optional(),
    revision: z.number().optional(),
    serverTime: z.number(),
  }),
  z.object({
    type: z.literal('revision'),
    mesh: z.string(),
    revision: z.number(),
    at: z.number(),
    writer: writerSchema,
    changes: z.array(z.object({ ref: resourceRefSchema, op: z.enum(['added', 'changed', 'removed']) })),
  }),
  z.object({ type: z.literal('receipt'), mesh: z.string(), receipt: receiptSchema }),
  /** Proxies or their states changed: fetch the list again. At most a few times a second. */
  z.object({ type: z.literal('proxies'), mesh: z.string() }),
  z.object({ type: z.literal('endpoints'), mesh: z.string() }),
  z.object({ type: z.literal('problems'), mesh: z.string() }),
  z.object({ type: z.literal('traffic'), mesh: z.string(), traffic: trafficSchema }),
  /** A draft was made, changed, applied or deleted: fetch it again. */
  z.object({ type: z.literal('draft'), mesh: z.string(), draft: z.string(), deleted: z.boolean() }),
  /** Cards were moved: fetch the layout again. */
  z.object({ type: z.literal('layout'), mesh: z.string() }),
  /** The mesh's settings were changed: fetch them again. */
  z.object({ type: z.literal('settings'), mesh: z.string() }),
  z.object({ type: z.literal('meshes') }),
]);

export type ApiEvent = z.infer<typeof eventSchema>;
