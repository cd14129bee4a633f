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
}

/** The one error that the browser's side throws. */
export class ClientError extends Error {
  constructor(
    readonly code: ClientErrorCode,
    message: string,
    readonly status?: number,
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
export async function postJson<S extends z.ZodType>(url: string, body: unknown, schema: S): Promise<z.infer<S>> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
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
  const { code, message } = (body ?? {}) as Partial<Record<'code' | 'message', unknown>>;
  const known = [...ERROR_CODES, ...CONSOLE_CODES].find((c) => c === code);
  return new ClientError(known ?? 'unexpected', typeof message === 'string' ? message : `HTTP ${status}`, status);
}

function parse<S extends z.ZodType>(body: unknown, schema: S): z.infer<S> {
  const result = schema.safeParse(body);
  if (!result.success)
    throw new ClientError('shape', result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
  return result.data;
}
