import { connectionInputSchema } from '@/lib/model';
import type { Caller, Connections } from '@/lib/service';
import { jsonResponse, type RawRequest, type RawResponse } from '../http';
import { methodNotAllowed } from './errors';
import { readBody } from './read-body';

const FRESH = { 'cache-control': 'no-store' };

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
  const answer = async (work: Promise<unknown>, status = 200) => jsonResponse(status, await work, FRESH);
  const refuse = (allowed: string) => Promise.resolve(methodNotAllowed(request, allowed));
  const input = () => readBody(request, connectionInputSchema);
  if (more.length > 0) return undefined;
  if (id === undefined) {
    if (method === 'GET') return answer(connections.list(caller));
    return method === 'POST' ? answer(connections.create(caller, input()), 201) : refuse('GET, POST');
  }
  if (id === 'test') return method === 'POST' ? answer(connections.test(caller, input())) : refuse('POST');
  if (method === 'PUT') return answer(connections.replace(caller, id, input()));
  if (method !== 'DELETE') return refuse('PUT, DELETE');
  return connections.remove(caller, id).then(() => ({ status: 204, headers: FRESH, body: '' }));
}
