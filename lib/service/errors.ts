import { type DraftConflict, ERROR_CODES, type ErrorCode } from '@/lib/model';

export { ERROR_CODES, type ErrorCode };

/** The one error that use cases throw. `message` is for the caller; `detail` stays in the log. */
export class ServiceError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail?: string,
    /** For the caller, as data: why a draft was not applied. Only the Meshkeep API carries it. */
    readonly details?: DraftConflict,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}
