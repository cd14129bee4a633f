import { ERROR_CODES, type ErrorCode } from '@/lib/model';

export { ERROR_CODES, type ErrorCode };

/** The one error that use cases throw. `message` is for the caller; `detail` stays in the log. */
export class ServiceError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail?: string,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}
