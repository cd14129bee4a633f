import { RemoteError } from '@/lib/aws';

/** The JSON of a request whose body may be large, up to `most` bytes: what is longer is refused without being kept. */
export async function boundedJson(request: Request, most: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > most) {
      await reader?.cancel();
      throw new RemoteError(413, 'limit-exceeded', `more than ${most / 1024 / 1024} MiB in one request`);
    }
    chunks.push(part.value);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RemoteError(400, 'bad-request', 'the body is not JSON');
  }
}
