import type { Service } from '@/lib/service';
import type { Logger, Random } from '@/lib/util';
import { type Authenticator, AWS_IDENTITY_ERRORS } from '../auth';
import type { HttpDoor, RawRequest, RawResponse } from '../http';
import { errorResponse, failureResponse } from './errors';
import { HANDLERS } from './operations';
import { readInput } from './read-input';
import { matchRoute } from './routes';

export interface AppMeshDoorDeps {
  service: Service;
  authenticate: Authenticator;
  random: Random;
  logger: Logger;
}

/**
 * App Mesh's REST API. It answers every request in App Mesh's form, also paths that nobody knows: a host may send it
 * whatever no other door takes.
 */
export function createAppMeshDoor(deps: AppMeshDoorDeps): HttpDoor {
  return async (request) => {
    const requestId = deps.random.uuid();
    const response = await answer(deps, request).catch((error) => failureResponse(error, requestId, deps.logger));
    response.headers['x-amzn-requestid'] = requestId;
    return response;
  };
}

async function answer(deps: AppMeshDoorDeps, request: RawRequest): Promise<RawResponse> {
  const match = matchRoute(request.method, request.rawPath);
  if (match.type === 'unknown-path') return errorResponse(404, 'NotFoundException', 'App Mesh has no such path');
  if (match.type === 'malformed-path') {
    return errorResponse(400, 'BadRequestException', 'The path is not valid percent-encoding');
  }
  if (match.type === 'wrong-method') return wrongMethod(request.method, match.allowed);
  if (request.bodyTooLarge) readInput(request, match.route);
  const identity = await deps.authenticate(request, ['appmesh']);
  if (!identity.ok) return errorResponse(403, AWS_IDENTITY_ERRORS[identity.code], identity.message);
  const handler = HANDLERS.get(match.route.operation);
  if (!handler) throw new Error(`no handler for ${match.route.operation}`);
  return handler(deps.service, identity.caller, readInput(request, match.route));
}

function wrongMethod(method: string, allowed: readonly string[]): RawResponse {
  const message = `This path does not take ${method}, only ${allowed.join(', ')}`;
  const response = errorResponse(405, 'BadRequestException', message);
  response.headers.allow = allowed.join(', ');
  return response;
}
