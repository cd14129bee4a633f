import { z } from 'zod';
import { callCountSchema } from '@/lib/model';

/** Calls as they are kept over a restart. */
const keptCallsSchema = z.object({
  /** Day in UTC as 2026-11-26, and the calls of that day. */
  day: z.string(),
  today: callCountSchema,
  total: callCountSchema,
  since: z.number(),
});

/** What is kept of a connection over a restart. */
export const keptConnectionSchema = z.object({
  calls: keptCallsSchema,
  services: z.array(
    z.object({
      namespace: z.string(),
      service: z.string(),
      instances: z.array(
        z.object({
          id: z.string(),
          attributes: z.record(z.string(), z.string()),
          health: z.enum(['HEALTHY', 'UNHEALTHY']).optional(),
        }),
      ),
      revision: z.number().optional(),
      answeredAt: z.number(),
    }),
  ),
});

export type KeptCalls = z.infer<typeof keptCallsSchema>;
