import { type ErrorCode, ServiceError } from '@/lib/service';
import type { Logger } from '@/lib/util';
import { jsonResponse, type RawResponse } from '../http';

/** App Mesh's exception class and status for each way a use case can fail (appmesh-api.md section 1). */
const EXCEPTIONS = {
  'bad-request': { name: 'BadRequestException', status: 400 },
  forbidden: { name: 'ForbiddenException', status: 403 },
  'not-found': { name: 'NotFoundException', status: 404 },
  conflict: { name: 'ConflictException', status: 409 },
  'resource-in-use': { name: 'ResourceInUseException', status: 409 },
  'limit-exceeded': { name: 'LimitExceededException', status: 400 },
  'too-many-tags': { name: 'TooManyTagsException', status: 400 },
  'too-many-requests': { name: 'TooManyRequestsException', status: 429 },
  internal: { name: 'InternalServerErrorException', status: 500 },
  unavailable: { name: 'ServiceUnavailableException', status: 503 },
} as const satisfies Record<ErrorCode, { name: string; status: number }>;

/**
 * An error as every SDK reads it: the class in a header, since SDK Go v1 (the Kubernetes controller) looks nowhere
 * else, and the text in `message`.
 */
export function errorResponse(status: number, name: string, message: string): RawResponse {
  return jsonResponse(status, { message }, { 'x-amzn-errortype': name });
}

/** The response for whatever a use case threw. What is not a ServiceError is our fault: told in the log only. */
export function failureResponse(error: unknown, requestId: string, logger: Logger): RawResponse {
  if (!(error instanceof ServiceError)) {
    logger.error('request failed', {
      requestId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return errorResponse(500, EXCEPTIONS.internal.name, `An internal error has occurred. Request id: ${requestId}`);
  }
  if (error.detail !== undefined) logger.warn(error.message, { requestId, code: error.code, detail: error.detail });
  const { name, status } = EXCEPTIONS[error.code];
  return errorResponse(status, name, error.message);
}
