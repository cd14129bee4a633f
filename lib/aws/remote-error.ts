import type { ErrorCode } from '@/lib/model';

/** The other side answered with an error. `message` is its own text, meant for people. */
export class RemoteError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    /** What it says as data: why a draft was not changed or applied. */
    readonly details?: unknown,
  ) {
    super(message);
    this.name = 'RemoteError';
  }
}

/** Nobody answered at the endpoint. */
export class AwayError extends Error {
  constructor(
    readonly url: string,
    options?: ErrorOptions,
  ) {
    super(`no answer from ${url}`, options);
    this.name = 'AwayError';
  }
}
