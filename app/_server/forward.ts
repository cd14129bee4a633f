import { RemoteError } from '@/lib/aws';
import { ERROR_CODES, type ErrorCode } from '@/lib/model';

/** A control plane's answer as ours: body as a stream, and only the headers that a browser needs. */
export async function forwarded(response: Response): Promise<Response> {
  if (!response.ok && response.status !== 304) throw await remoteError(response);
  const headers = new Headers({ 'cache-control': 'no-cache, no-transform' });
  for (const name of ['content-type', 'etag']) {
    const value = response.headers.get(name);
    if (value) headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers });
}

async function remoteError(response: Response): Promise<RemoteError> {
  const body: unknown = await response.json().catch(() => ({}));
  const { code, message, details } = body as { code?: unknown; message?: unknown; details?: unknown };
  const known = ERROR_CODES.find((c) => c === code) ?? codeOf(response.status);
  const text = typeof message === 'string' ? message : `HTTP ${response.status}`;
  return new RemoteError(response.status, known, text, details);
}

function codeOf(status: number): ErrorCode {
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 429) return 'too-many-requests';
  if (status === 401 || status === 403) return 'forbidden';
  return status >= 500 ? 'unavailable' : 'bad-request';
}
