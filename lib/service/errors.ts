/** Every way a use case can fail. Each door maps each code to its wire form with `satisfies Record<ErrorCode, …>`. */
export const ERROR_CODES = [
  'bad-request',
  'forbidden',
  'not-found',
  'conflict',
  'resource-in-use',
  'limit-exceeded',
  'too-many-tags',
  'too-many-requests',
  'internal',
  'unavailable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

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
