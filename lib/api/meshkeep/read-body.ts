import type { z } from 'zod';
import { ServiceError } from '@/lib/service';
import type { RawRequest } from '../http';

/** The JSON of a request's body, not yet checked. */
export function readJson({ body, bodyTooLarge }: RawRequest): unknown {
  if (bodyTooLarge) throw new ServiceError('bad-request', 'The body is longer than 1 MiB');
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new ServiceError('bad-request', 'The body is not JSON');
  }
}

/** The body by its schema; an empty one counts as `{}`. What is wrong is said for each place. */
export function readBody<T extends z.ZodType>(request: RawRequest, schema: T): z.infer<T> {
  const empty = request.body.length === 0 && !request.bodyTooLarge;
  const parsed = schema.safeParse(empty ? {} : readJson(request));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `${['body', ...path.map(String)].join('.')}: ${message}`,
  );
  throw new ServiceError('bad-request', lines.join('\n'));
}
