import type { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '@/lib/model';

const CONSOLE_CODES = ['away', 'offline', 'signed-out', 'shape', 'unexpected'] as const;

/** The control plane's codes, and the console's own: lib/i18n has words for each under `errors`. */
export type ClientErrorCode = ErrorCode | (typeof CONSOLE_CODES)[number];

/** What our server routes answer when something failed. */
export interface ClientErrorBody {
  code: ClientErrorCode;
  /** The other side's own words; empty when there are none. */
  message: string;
  /** Of a conflict, as data. */
  details?: unknown;
}

/** The one error that the browser's side throws. */
export class ClientError extends Error {
  constructor(
    readonly code: ClientErrorCode,
    message: string,
    readonly status?: number,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = 'ClientError';
  }
}

/** Fetches JSON and checks its shape. Rejects with ClientError. */
export async function getJson<S extends z.ZodType>(url: string, schema: S, signal?: AbortSignal): Promise<z.infer<S>> {
  return parse(await request(url, { signal }), schema);
}

/** Posts JSON and checks the answer's shape. Rejects with ClientError. */
export function postJson<S extends z.ZodType>(url: string, body: unknown, schema: S): Promise<z.infer<S>> {
  return sendJson('POST', url, body, schema);
}

/** The same with any method; an answer without a body is undefined. */
export async function sendJson<S extends z.ZodType>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body: unknown,
  schema: S,
  signal?: AbortSignal,
): Promise<z.infer<S>> {
  const headers = { 'content-type': 'application/json' };
  const init = { method, body: JSON.stringify(body), headers, ...(signal && { signal }) };
  return parse(await request(url, init), schema);
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new ClientError(navigator.onLine ? 'away' : 'offline', String(error));
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw errorOf(response.status, body);
  return body;
}

function errorOf(status: number, body: unknown): ClientError {
  const { code, message, details } = (body ?? {}) as Partial<Record<'code' | 'message' | 'details', unknown>>;
  const known = [...ERROR_CODES, ...CONSOLE_CODES].find((c) => c === code);
  const text = typeof message === 'string' ? message : `HTTP ${status}`;
  return new ClientError(known ?? 'unexpected', text, status, details);
}

function parse<S extends z.ZodType>(body: unknown, schema: S): z.infer<S> {
  const result = schema.safeParse(body);
  if (!result.success)
    throw new ClientError('shape', result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
  return result.data;
}
