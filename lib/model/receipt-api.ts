/** What became of a revision on the proxies that it concerned, in the Meshkeep API. Times are ms since the epoch. */
import { z } from 'zod';
import { resourceRefSchema } from './meshkeep-api';

/**
 * TLS of a live virtual node turns in three steps (docs/adr/0025): its proxies learn to serve callers as they are and as
 * they will be, the callers change over, its proxies learn the new way alone.
 */
export const tlsTurnSchema = z.object({
  virtualNode: z.string(),
  step: z.enum(['widening', 'moving', 'narrowing']),
});

/** GET /meshkeep/v1/meshes/{mesh}/revisions/{revision}/receipt */
export const receiptSchema = z.object({
  mesh: z.string(),
  revision: z.number(),
  committedAt: z.number(),
  /** Proxies connected at commit whose bytes this revision changes. 0 = no proxy uses this. */
  total: z.number(),
  done: z.number(),
  waiting: z.number(),
  refused: z.number(),
  gone: z.number(),
  /** Commit to last acknowledgement, once nobody is waiting. */
  ms: z.number().optional(),
  /** Virtual nodes whose TLS it turns in steps, and where that is; while there are any, proxies get more to acknowledge. */
  turning: z.array(tlsTurnSchema).optional(),
  proxies: z.array(
    z.object({
      id: z.string(),
      resource: resourceRefSchema,
      address: z.string(),
      state: z.enum(['done', 'waiting', 'refused', 'gone']),
      ms: z.number().optional(),
      message: z.string().optional(),
    }),
  ),
});

export type TlsTurn = z.infer<typeof tlsTurnSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
