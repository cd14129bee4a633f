import type { Duration } from '@/lib/model';

/** App Mesh's hidden defaults, in ms (envoy-mapping.md 2.2 and 2.4; AWS user guide, virtual nodes and Envoy defaults). */
export const DEFAULT_REQUEST_TIMEOUT_MS = 15_000;
export const DEFAULT_IDLE_TIMEOUT_MS = 300_000;

/** A duration in ms; undefined where none is set. A value without a unit counts as ms, the finer one. */
export function milliseconds(duration: Duration | undefined): number | undefined {
  if (duration?.value === undefined) return undefined;
  return duration.unit === 's' ? duration.value * 1000 : duration.value;
}
