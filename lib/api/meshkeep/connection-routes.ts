import { connectionInputSchema } from '@/lib/model';
import type { Caller, Connections } from '@/lib/service';
import type { RawRequest, RawResponse } from '../http';
import { done, fresh } from './answers';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

/** A request to `/meshkeep/v1/connections…`. */
export interface ConnectionCall {
  connections: Connections;
  caller: Caller;
  request: RawRequest;
}

/** GET lists, POST makes one, POST …/test tries one, PUT and DELETE …/{id}. Undefined for a path that does not exist. */
export function connectionRoute(
  { connections, caller, request }: ConnectionCall,
  [id, ...more]: readonly string[],
): Promise<RawResponse> | undefined {
  const { method } = request;
  const refuse = (allowed: string) => Promise.resolve(methodNotAllowed(request, allowed));
  const input = () => readBody(request, connectionInputSchema);
  if (more.length > 0) return undefined;
  if (id === undefined) {
    if (method === 'GET') return fresh(connections.list(caller));
    return method === 'POST' ? fresh(connections.create(caller, input()), 201) : refuse('GET, POST');
  }
  if (id === 'test') return method === 'POST' ? fresh(connections.test(caller, input())) : refuse('POST');
  if (method === 'PUT') return fresh(connections.replace(caller, id, input()));
  if (method !== 'DELETE') return refuse('PUT, DELETE');
  return done(connections.remove(caller, id));
}
