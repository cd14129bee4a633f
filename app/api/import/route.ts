import { RemoteError } from '@/lib/aws';
import { importRequestSchema, MOST_IMPORT_BYTES } from '@/lib/model';
import { answer } from '../../_server/answer';
import { boundedJson } from '../../_server/bounded-json';
import { readInWorker } from '../../_server/import-worker';

/** Reads files of other systems: resources and to-dos out. Nothing is stored, and the control plane hears nothing. */
export async function POST(request: Request): Promise<Response> {
  return answer(request, async () => {
    const asked = importRequestSchema.safeParse(await boundedJson(request, MOST_IMPORT_BYTES));
    if (!asked.success) {
      const lines = asked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new RemoteError(400, 'bad-request', lines.slice(0, 20).join('; '));
    }
    return Response.json(await readInWorker(asked.data, request.signal));
  });
}
