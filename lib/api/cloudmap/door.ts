import { MAX_BODY_BYTES } from '@/lib/model';
import type { CloudMap } from '@/lib/service';
import type { Logger, Random } from '@/lib/util';
import { type Authenticator, AWS_IDENTITY_ERRORS } from '../auth';
import { type HttpDoor, jsonResponse, type RawRequest, type RawResponse } from '../http';
import { errorResponse, failureResponse, JSON_1_1 } from './errors';
import { HANDLERS, type Handler } from './operations';
import { readBody } from './read-input';

export interface CloudMapDoorDeps {
  cloudMap: CloudMap;
  authenticate: Authenticator;
  random: Random;
  logger: Logger;
}

/** What goes before an operation's name in x-amz-target. */
const TARGET_PREFIX = 'Route53AutoNaming_v20170314.';

/** Where newer SDKs may send CBOR instead: `/service/…/operation/…`. */
const RPC_V2_PREFIX = '/service/Route53AutoNaming_v20170314/';

/** Whether a request is meant for Cloud Map: `POST /` with its target, or its path in the CBOR protocol. */
export function isCloudMapRequest({ method, rawPath }: Pick<RawRequest, 'method' | 'rawPath'>): boolean {
  return (method === 'POST' && rawPath === '/') || rawPath.startsWith(RPC_V2_PREFIX);
}

/** Cloud Map's JSON 1.1 API: `POST /`, the operation in x-amz-target. Every failure is JSON. */
export function createCloudMapDoor(deps: CloudMapDoorDeps): HttpDoor {
  return async (request) => {
    const requestId = deps.random.uuid();
    const response = await answer(deps, request).catch((error) => failureResponse(error, requestId, deps.logger));
    response.headers['x-amzn-requestid'] = requestId;
    return response;
  };
}

async function answer(deps: CloudMapDoorDeps, request: RawRequest): Promise<RawResponse> {
  if (request.rawPath.startsWith(RPC_V2_PREFIX)) return unknownType('CBOR');
  if (request.method !== 'POST' || request.rawPath !== '/') {
    const response = errorResponse(405, 'InvalidAction', 'Cloud Map takes POST / only');
    response.headers.allow = 'POST';
    return response;
  }
  if (request.bodyTooLarge) {
    const message = `The request body must not be longer than ${MAX_BODY_BYTES} bytes.`;
    return errorResponse(413, 'RequestEntityTooLargeException', message);
  }
  const handler = handlerOf(request.headers['x-amz-target']);
  if ('status' in handler) return handler;
  const identity = await deps.authenticate(request, ['servicediscovery']);
  if (!identity.ok) return errorResponse(403, AWS_IDENTITY_ERRORS[identity.code], identity.message);
  const type = request.headers['content-type'] ?? '';
  if (type.split(';')[0]?.trim().toLowerCase() !== JSON_1_1) return unknownType(type || 'none');
  const output = await handler.call(deps.cloudMap, identity.caller, readBody(request.body));
  return jsonResponse(200, output, {}, JSON_1_1);
}

function handlerOf(target: string | undefined): { call: Handler } | RawResponse {
  if (target === undefined) {
    return errorResponse(400, 'MissingAction', 'The header x-amz-target, which names the operation, is missing');
  }
  const call = target.startsWith(TARGET_PREFIX) ? HANDLERS.get(target.slice(TARGET_PREFIX.length)) : undefined;
  if (call) return { call };
  return errorResponse(400, 'UnknownOperationException', `There is no operation ${target} here`);
}

function unknownType(type: string): RawResponse {
  const message = `Cloud Map is served as ${JSON_1_1} here; the content type was ${type}`;
  return errorResponse(415, 'UnsupportedMediaTypeException', message);
}
