/**
 * The plain form of HTTP that every door of the control plane speaks: exactly what came over the wire, and what goes
 * back. A bare Node server (lib/runtime) hosts it; tests call it directly.
 */

export interface RawRequest {
  method: string;
  /** Path exactly as sent: undecoded, `//` and dots kept. SigV4 and names with `/` need it. */
  rawPath: string;
  /** What followed `?`, exactly as sent; empty when there was none. */
  rawQuery: string;
  /** Names in lower case; a header that was sent several times is joined by `, `. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
  /** The body was longer than MAX_BODY_BYTES (lib/model) and was not kept: `body` is empty. */
  bodyTooLarge: boolean;
  /** `10.0.0.7:41234` */
  peer: string;
  /** Aborted when the client is gone: streams end then. */
  signal: AbortSignal;
}

export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  /** Whole, or as a stream (server-sent events): the host writes each piece at once and stops when the client is gone. */
  body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}

/** One door, or several behind one another. It never rejects: every failure is a response. */
export type HttpDoor = (request: RawRequest) => Promise<RawResponse>;

/** A JSON response. Content types differ: App Mesh `application/json`, Cloud Map `application/x-amz-json-1.1`. */
export function jsonResponse(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
  contentType = 'application/json',
): RawResponse {
  return { status, headers: { 'content-type': contentType, ...headers }, body: JSON.stringify(value) };
}
