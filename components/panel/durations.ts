import type { Duration } from '@/lib/model';

/** A duration as App Mesh has it, "15 s"; undefined when it is not set. */
export function durationText(duration: Duration | undefined): string | undefined {
  return duration?.value === undefined ? undefined : `${duration.value} ${duration.unit ?? 'ms'}`;
}
