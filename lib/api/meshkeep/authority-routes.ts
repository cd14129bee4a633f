import { newClientAuthoritySchema } from '@/lib/model';
import type { Caller, ClientAuthorities } from '@/lib/service';
import type { RawRequest, RawResponse } from '../http';
import { done, fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

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
    return done(authorities.retire(caller, id));
  }
  if (method === 'GET') return fresh({ authorities: await authorities.list(caller) });
  if (method !== 'POST') return methodNotAllowed(request, 'GET, POST');
  return fresh(authorities.add(caller, readBody(request, newClientAuthoritySchema)), 201);
}
