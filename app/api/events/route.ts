import { signedFetch } from '@/lib/aws';
import { answer } from '../../_server/answer';
import { forwarded } from '../../_server/forward';

/** The control plane's server-sent events, passed through as they come. */
export async function GET(request: Request): Promise<Response> {
  const path = `/meshkeep/v1/events${new URL(request.url).search}`;
  const lastEventId = request.headers.get('last-event-id');
  const headers = { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) };
  return answer(request, async (endpoint) =>
    forwarded(
      await signedFetch(endpoint, { method: 'GET', path, service: 'meshkeep', headers, signal: request.signal }),
    ),
  );
}
