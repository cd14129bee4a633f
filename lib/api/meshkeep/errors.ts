import type { DraftConflict } from '@/lib/model';
import { type ErrorCode, ServiceError } from '@/lib/service';
import type { Logger } from '@/lib/util';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';

const STATUS = {
  'bad-request': 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'resource-in-use': 409,
  'limit-exceeded': 400,
  'too-many-tags': 400,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** An error of the Meshkeep API: `{code, message}`. */
export function errorResponse(code: ErrorCode, message: string, status: number = STATUS[code]): RawResponse {
  return jsonResponse(status, { code, message }, { 'cache-control': 'no-store' });
}

/** A conflict of a draft: `{code, message, details}` with both sides as data. */
function conflictResponse(message: string, details: DraftConflict): RawResponse {
  return jsonResponse(STATUS.conflict, { code: 'conflict', message, details }, { 'cache-control': 'no-store' });
}

/** 405 for a path that exists; `allowed` names its methods. */
export function methodNotAllowed(request: RawRequest, allowed: string): RawResponse {
  const response = errorResponse('bad-request', `This path does not take ${request.method}, only ${allowed}`, 405);
  return { ...response, headers: { ...response.headers, allow: allowed } };
}

/** The response for whatever was thrown. What is not a ServiceError is our fault: told in the log only. */
export function failureResponse(error: unknown, requestId: string, logger: Logger): RawResponse {
  if (error instanceof ServiceError) {
    if (error.detail !== undefined) logger.warn(error.message, { requestId, code: error.code, detail: error.detail });
    return error.details ? conflictResponse(error.message, error.details) : errorResponse(error.code, error.message);
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logger.error('request failed', { requestId, error: words });
  return errorResponse('internal', `An internal error has occurred. Request id: ${requestId}`);
}
