import { AwayError, type Endpoint, RemoteError } from '@/lib/aws';
import type { ClientErrorBody } from '@/lib/client';
import { currentPerson } from './auth';
import { endpointFor } from './control-plane';
import { isSameOrigin } from './same-origin';

/**
 * Runs a server route for the signed-in person and turns every failure into `{code, message, details?}` with a status.
 * Requests that change something must come from our own pages.
 */
export async function answer(request: Request, work: (endpoint: Endpoint) => Promise<Response>): Promise<Response> {
  if (request.method !== 'GET' && !isSameOrigin(request)) return refuse(403, 'forbidden', 'cross-site request');
  const person = await currentPerson();
  if (!person) return refuse(401, 'signed-out', 'nobody is signed in');
  try {
    return await work(await endpointFor(person));
  } catch (error) {
    if (error instanceof RemoteError) return refuse(error.status, error.code, error.message, error.details);
    if (error instanceof AwayError) return refuse(502, 'away', error.message);
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error(`${request.method} ${new URL(request.url).pathname} failed`, error);
    return refuse(500, 'unexpected', error instanceof Error ? error.message : String(error));
  }
}

export function refuse(status: number, code: ClientErrorBody['code'], message: string, details?: unknown): Response {
  return Response.json({ code, message, details } satisfies ClientErrorBody, { status });
}
