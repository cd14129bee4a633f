import { newClientAuthoritySchema } from '@/lib/model';
import type { Caller, ClientAuthorities } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const FRESH = { 'cache-control': 'no-store' };

/** A request to `/meshkeep/v1/client-authorities…`. */
export interface AuthorityCall {
  authorities: ClientAuthorities;
  caller: Caller;
  request: RawRequest;
}

/** GET lists, POST makes or imports one, DELETE …/{id} retires it. No answer holds a private key. */
export async function authorityRoute(
  { authorities, caller, request }: AuthorityCall,
  id: string | undefined,
): Promise<RawResponse> {
  const { method } = request;
  if (id !== undefined) {
    if (method !== 'DELETE') return methodNotAllowed(request, 'DELETE');
    await authorities.retire(caller, id);
    return jsonResponse(200, {}, FRESH);
  }
  if (method === 'GET') return jsonResponse(200, { authorities: await authorities.list(caller) }, FRESH);
  if (method !== 'POST') return methodNotAllowed(request, 'GET, POST');
  return jsonResponse(201, await authorities.add(caller, readBody(request, newClientAuthoritySchema)), FRESH);
}
