import { signedFetch } from '@/lib/aws';
import { answer } from '../../../_server/answer';
import { forwarded } from '../../../_server/forward';

/** Reading the Meshkeep API: everything below /meshkeep/v1/ that answers a GET. */
export async function GET(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const path = `/meshkeep/v1/${pathname.slice('/api/meshkeep/'.length)}${search}`;
  const ifNoneMatch = request.headers.get('if-none-match');
  const headers: Record<string, string> = ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {};
  return answer(request, async (endpoint) =>
    forwarded(
      await signedFetch(endpoint, { method: 'GET', path, service: 'meshkeep', headers, signal: request.signal }),
    ),
  );
}
