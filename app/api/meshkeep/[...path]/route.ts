import { signedFetch } from '@/lib/aws';
import { answer, refuse } from '../../../_server/answer';
import { forwarded } from '../../../_server/forward';
import { isMeshkeepWrite } from '../../../_server/meshkeep-writes';

const API = '/meshkeep/v1/';

/** Reading the Meshkeep API: everything below /meshkeep/v1/ that answers a GET. */
export async function GET(request: Request): Promise<Response> {
  const path = API + pathOf(request) + queryOf(request);
  const ifNoneMatch = request.headers.get('if-none-match');
  const headers: Record<string, string> = ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {};
  return answer(request, async (endpoint) =>
    forwarded(
      await signedFetch(endpoint, { method: 'GET', path, service: 'meshkeep', headers, signal: request.signal }),
    ),
  );
}

/**
 * Writing: only what the list of writes names. It goes on when the browser leaves, so that nobody has to guess
 * whether a draft was applied.
 */
async function write(request: Request): Promise<Response> {
  const { method } = request;
  const path = pathOf(request);
  if (!isMeshkeepWrite(method, path)) return refuse(404, 'not-found', `${method} ${path} cannot be asked for here`);
  return answer(request, async (endpoint) => {
    const body = (await request.text()) || undefined;
    return forwarded(
      await signedFetch(endpoint, { method, path: API + path + queryOf(request), service: 'meshkeep', body }),
    );
  });
}

export { write as DELETE, write as PATCH, write as POST, write as PUT };

function pathOf(request: Request): string {
  return new URL(request.url).pathname.slice('/api/meshkeep/'.length);
}

function queryOf(request: Request): string {
  return new URL(request.url).search;
}
