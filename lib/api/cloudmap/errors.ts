import { CloudMapError, type CloudMapErrorCode, type ErrorCode, ServiceError } from '@/lib/service';
import type { Logger } from '@/lib/util';
import { jsonResponse, type RawResponse } from '../http';

/** Content type of requests and answers. */
export const JSON_1_1 = 'application/x-amz-json-1.1';

/** Status of each of Cloud Map's errors (servicediscovery 2017-03-14). */
const STATUSES = {
  InvalidInput: 400,
  NamespaceAlreadyExists: 400,
  ServiceAlreadyExists: 400,
  ResourceLimitExceeded: 400,
  TooManyTagsException: 400,
  ServiceAttributesLimitExceededException: 400,
  NamespaceNotFound: 404,
  ServiceNotFound: 404,
  InstanceNotFound: 404,
  OperationNotFound: 404,
  CustomHealthNotFound: 404,
  ResourceNotFoundException: 404,
  ResourceInUse: 409,
} as const satisfies Record<CloudMapErrorCode, number>;

/** The errors that every API has, in the words that AWS has for all of them. */
const COMMON = {
  'bad-request': { type: 'InvalidInput', status: 400 },
  forbidden: { type: 'AccessDeniedException', status: 403 },
  'not-found': { type: 'ResourceNotFoundException', status: 404 },
  conflict: { type: 'ResourceInUse', status: 409 },
  'resource-in-use': { type: 'ResourceInUse', status: 409 },
  'limit-exceeded': { type: 'ResourceLimitExceeded', status: 400 },
  'too-many-tags': { type: 'TooManyTagsException', status: 400 },
  'too-many-requests': { type: 'RequestLimitExceeded', status: 429 },
  internal: { type: 'InternalFailure', status: 500 },
  unavailable: { type: 'ServiceUnavailable', status: 503 },
} as const satisfies Record<ErrorCode, { type: string; status: number }>;

/** An error in JSON 1.1: the class in `__type`, the text in `Message` with a capital M. */
export function errorResponse(
  status: number,
  type: string,
  message: string,
  members: Readonly<Record<string, string>> = {},
): RawResponse {
  return jsonResponse(status, { __type: type, Message: message, ...members }, { 'x-amzn-errortype': type }, JSON_1_1);
}

/** The response for whatever a use case threw. What is no error of ours is our fault: told in the log only. */
export function failureResponse(error: unknown, requestId: string, logger: Logger): RawResponse {
  if (error instanceof CloudMapError) {
    return errorResponse(STATUSES[error.code], error.code, error.message, error.members);
  }
  if (error instanceof ServiceError) {
    if (error.detail !== undefined) logger.warn(error.message, { requestId, code: error.code, detail: error.detail });
    const { type, status } = COMMON[error.code];
    return errorResponse(status, type, error.message);
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logger.error('request failed', { requestId, error: words });
  return errorResponse(500, COMMON.internal.type, `An internal error has occurred. Request id: ${requestId}`);
}
