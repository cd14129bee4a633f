import { credentialInputSchema } from '@/lib/model';
import type { Caller, ProxyCredentials } from '@/lib/service';
import type { RawRequest, RawResponse } from '../http';
import { fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

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
  if (more.length > 0) return undefined;
  if (id !== undefined) {
    return method === 'DELETE'
      ? fresh(credentials.revoke(caller, id))
      : Promise.resolve(methodNotAllowed(request, 'DELETE'));
  }
  if (method === 'GET') return fresh(credentials.list(caller));
  if (method !== 'POST') return Promise.resolve(methodNotAllowed(request, 'GET, POST'));
  return fresh(credentials.create(caller, readBody(request, credentialInputSchema)), 201);
}
