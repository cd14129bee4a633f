import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Clock } from '@/lib/util';

/**
 * Milliseconds since the epoch with fractions, as receipts of a few ms need. It grows steadily within a process, and
 * is set right when the system's clock was changed by more than a second.
 */
export function preciseClock(): Clock {
  let offset = performance.timeOrigin;
  return {
    now() {
      const precise = offset + performance.now();
      const system = Date.now();
      if (Math.abs(system - precise) < 1000) return precise;
      offset = system - performance.now();
      return system;
    },
  };
}

/** The randomness that use cases are given. */
export const RANDOM = { uuid: () => randomUUID() };
