import { MAX_BODY_BYTES, shapeOf } from '@/lib/model';
import { type RawInput, ServiceError } from '@/lib/service';
import type { RawRequest } from '../http';
import type { Route } from './routes';

/** Puts an operation's input together from path, query and body, as the API table says where each member travels. */
export function readInput(request: RawRequest, { api, params }: Route): RawInput {
  const query = readQuery(request.rawQuery);
  const body = api.method === 'PUT' ? readBody(request) : {};
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shapeOf(api.input).members ?? {})) {
    if (member.location === 'uri') input[name] = params[member.locationName ?? name];
    else if (member.location === 'querystring') {
      const sent = query.get(member.locationName ?? name);
      if (sent !== undefined) input[name] = isNumber(member.shape) ? toNumber(sent) : sent;
    } else if (Object.hasOwn(body, name)) input[name] = body[name];
  }
  return input;
}

const isNumber = (shapeName: string) => ['integer', 'long'].includes(shapeOf(shapeName).type);

/** Digits become a number; anything else stays text, and validation says that it is none. */
function toNumber(sent: string): number | string {
  return /^-?\d{1,15}$/.test(sent) ? Number(sent) : sent;
}

/** The first value counts where a parameter comes twice. `+` is itself: SDKs write a blank as %20. */
function readQuery(rawQuery: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of rawQuery.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const [rawKey, rawValue] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    try {
      const key = decodeURIComponent(rawKey);
      if (!query.has(key)) query.set(key, decodeURIComponent(rawValue));
    } catch {
      throw new ServiceError('bad-request', `The query has a parameter that is not valid percent-encoding: ${pair}`);
    }
  }
  return query;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readBody(request: RawRequest): Record<string, unknown> {
  if (request.bodyTooLarge) {
    throw new ServiceError('bad-request', `The request body must not be longer than ${MAX_BODY_BYTES} bytes.`);
  }
  if (request.body.byteLength === 0) return {};
  const body = parseJson(request.body);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ServiceError('bad-request', 'The request body must be a JSON object.');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8';
    throw new ServiceError('bad-request', `The request body is not valid JSON: ${reason}`);
  }
}
