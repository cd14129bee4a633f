import type { AccessEntry } from '@/lib/xds';

/** Response flags that say the upstream side failed (Envoy: "Access logging", RESPONSE_FLAGS). */
const UPSTREAM_FAILED = new Set(['UF', 'UH', 'UO', 'UT', 'UC', 'UR', 'LR', 'NC', 'NR', 'URX', 'UMSDR', 'OM', 'NFCF']);

/** gRPC's own statuses that are 5xx in HTTP: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS. */
const GRPC_FAILED = new Set([2, 4, 12, 13, 14, 15]);

/**
 * Whether a request counts as failed: 5xx, or no answer for another reason than that the caller hung up (`DC`). gRPC
 * answers with 200 and tells the outcome in its own status. For TCP connections the flags decide: one that was cut
 * after data had flowed counts as failed too.
 */
export function didFail(entry: AccessEntry): boolean {
  const flagged = entry.responseFlags.some((flag) => UPSTREAM_FAILED.has(flag));
  if (entry.protocol === 'tcp') return flagged;
  if (entry.status === 0) return !entry.responseFlags.includes('DC');
  return entry.status >= 500 || (entry.grpcStatus !== undefined && GRPC_FAILED.has(entry.grpcStatus));
}
