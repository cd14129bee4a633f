import { CloudMapError, type RawInput } from '@/lib/service';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The members of a JSON 1.1 body; an empty body has none, and a member that is null is not there. */
export function readBody(bytes: Uint8Array): RawInput {
  if (bytes.byteLength === 0) return {};
  const body = parse(bytes);
  if (isObject(body)) return body;
  throw new CloudMapError('InvalidInput', 'The request body must be a JSON object.');
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes), (_, value: unknown) => (isObject(value) ? withoutNulls(value) : value));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8';
    throw new CloudMapError('InvalidInput', `The request body is not valid JSON: ${reason}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
