import { credentialInputSchema } from '@/lib/model';
import type { Caller, ProxyCredentials } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const FRESH = { 'cache-control': 'no-store' };

/** A request to `/meshkeep/v1/proxy-credentials…`. */
export interface CredentialCall {
  credentials: ProxyCredentials;
  caller: Caller;
  request: RawRequest;
}

/** GET lists, POST makes one, DELETE …/{id} revokes. Undefined for a path that does not exist. */
export function credentialRoute(
  { credentials, caller, request }: CredentialCall,
  [id, ...more]: readonly string[],
): Promise<RawResponse> | undefined {
  const { method } = request;
  const answer = async (work: Promise<unknown>, status = 200) => jsonResponse(status, await work, FRESH);
  if (more.length > 0) return undefined;
  if (id !== undefined) {
    return method === 'DELETE'
      ? answer(credentials.revoke(caller, id))
      : Promise.resolve(methodNotAllowed(request, 'DELETE'));
  }
  if (method === 'GET') return answer(credentials.list(caller));
  if (method !== 'POST') return Promise.resolve(methodNotAllowed(request, 'GET, POST'));
  return answer(credentials.create(caller, readBody(request, credentialInputSchema)), 201);
}
