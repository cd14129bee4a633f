import type { GrpcRetryPolicy, HttpRetryPolicy } from '@/lib/model';
import type { RetryIr } from '../ir/route';
import { milliseconds } from './durations';

/** What one retry event of App Mesh is in Envoy's conditions and status codes (envoy-mapping.md 2.4). */
interface EventMeaning {
  on: readonly string[];
  codes?: readonly number[];
}

const HTTP_EVENTS: Readonly<Record<string, EventMeaning>> = {
  'server-error': {
    on: ['retriable-status-codes', 'reset'],
    codes: [500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
  },
  'gateway-error': { on: ['retriable-status-codes', 'reset'], codes: [502, 503, 504] },
  'client-error': { on: ['retriable-status-codes'], codes: [409] },
  'stream-error': { on: ['refused-stream'] },
};

const TCP_EVENTS: Readonly<Record<string, EventMeaning>> = { 'connection-error': { on: ['connect-failure'] } };

/** The policy that App Mesh applies where a route has none, and for node providers. The API never shows it. */
export const HIDDEN_RETRY_POLICY: RetryIr = {
  on: ['unavailable', 'connect-failure', 'refused-stream', 'retriable-status-codes', 'reset'],
  statusCodes: [503],
  retries: 2,
  perTryTimeoutMs: undefined,
};

/** A route's retry policy, or the hidden one. Events that Envoy has no meaning for count for nothing. */
export function retryIr(policy: HttpRetryPolicy | GrpcRetryPolicy | undefined): RetryIr {
  if (!policy) return HIDDEN_RETRY_POLICY;
  const grpc = 'grpcRetryEvents' in policy ? (policy.grpcRetryEvents ?? []) : [];
  const meanings = [
    ...(policy.httpRetryEvents ?? []).map((event) => HTTP_EVENTS[event]),
    ...(policy.tcpRetryEvents ?? []).map((event) => TCP_EVENTS[event]),
    ...grpc.map((event): EventMeaning => ({ on: [event] })),
  ].filter((meaning) => meaning !== undefined);
  return {
    on: [...new Set(meanings.flatMap((meaning) => meaning.on))],
    statusCodes: [...new Set(meanings.flatMap((meaning) => meaning.codes ?? []))].sort((a, b) => a - b),
    retries: policy.maxRetries,
    perTryTimeoutMs: milliseconds(policy.perRetryTimeout),
  };
}
