import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { HttpDoor, RawRequest, RawResponse } from '@/lib/api';
import { MAX_BODY_BYTES } from '@/lib/model';
import type { Logger } from '@/lib/util';

export interface HttpServerOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  door: HttpDoor;
  logger: Logger;
  /** Certificate and key as PEM. With them the port takes TLS only, 1.2 or newer. */
  tls?: TlsPair;
  /** A connection that did not speak TLS, or whose handshake failed. */
  onRefused?(peer: string, error: NodeJS.ErrnoException): void;
  /** How long a stop waits for requests that are under way, ms; 3 s by default. */
  graceMs?: number;
}

export interface TlsPair {
  cert: string;
  key: string;
}

export interface RunningHttpServer {
  port: number;
  server: Server;
  /** New connections get this certificate from now on. Only where it was started with one. */
  replaceTls(tls: TlsPair): void;
  /** Takes no new requests, ends streams, and resolves when every connection is closed: by itself, or after the grace. */
  close(): Promise<void>;
}

/** Hosts a door on a bare Node server: raw paths, bodies of at most 1 MiB, streams, and JSON also for broken HTTP. */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  const stopping = new AbortController();
  const server = listener(options, (request, response) => {
    serve(options, request, response, stopping.signal).catch((error) => {
      options.logger.error('a response could not be written', { error: String(error) });
      response.destroy();
    });
  });
  server.on('clientError', answerBrokenHttp);
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    options.onRefused?.(socket.remoteAddress ?? 'a client that is gone', error);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    server,
    replaceTls: (tls) => 'setSecureContext' in server && (server as TlsServer).setSecureContext(secured(tls)),
    close: () => closeServer(server, stopping, options.graceMs ?? GRACE_MS),
  };
}

const KEEP_ALIVE = { keepAliveTimeout: 65_000 };

/** A client that does not finish its TLS handshake in this time is let go, ms. */
const HANDSHAKE_MS = 10_000;

function listener({ tls }: HttpServerOptions, handler: (request: IncomingMessage, response: ServerResponse) => void) {
  if (!tls) return createServer(KEEP_ALIVE, handler);
  return createTlsServer({ ...KEEP_ALIVE, ...secured(tls), handshakeTimeout: HANDSHAKE_MS }, handler) as Server;
}

const secured = ({ cert, key }: TlsPair) => ({ cert, key, minVersion: 'TLSv1.2' as const });

/** How long requests that are under way may take when the server stops, ms. */
const GRACE_MS = 3000;

/** Given as the reason, since an error made for each request costs more than the request's own work. */
const GONE = 'the client is gone';

async function serve(
  { door }: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort(GONE);
    // A connection that was busy when the stop began would stay open for its keep-alive time.
    if (stopping.aborted) request.socket.destroySoon();
  });
  const body = await readBody(request);
  if (body === 'aborted') return;
  const signal = AbortSignal.any([gone.signal, stopping]);
  await writeResponse(response, await door(toRawRequest(request, body, signal)), signal);
}

function toRawRequest(request: IncomingMessage, body: Buffer | 'too large', signal: AbortSignal): RawRequest {
  const { rawPath, rawQuery } = splitTarget(request.url ?? '/');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: request.method ?? 'GET',
    rawPath,
    rawQuery,
    headers,
    body: body === 'too large' ? new Uint8Array() : body,
    bodyTooLarge: body === 'too large',
    peer: `${request.socket.remoteAddress}:${request.socket.remotePort}`,
    signal,
  };
}

/** Splits a request target, which may be in absolute form (`GET http://host/path`), without decoding anything. */
function splitTarget(target: string): { rawPath: string; rawQuery: string } {
  const path = /^https?:\/\/[^/?]*(.*)$/is.exec(target)?.[1] ?? target;
  const at = path.indexOf('?');
  if (at < 0) return { rawPath: path || '/', rawQuery: '' };
  return { rawPath: path.slice(0, at) || '/', rawQuery: path.slice(at + 1) };
}

/** A body that is too long is answered at once; what still comes of it is read and dropped (Node's timeouts end it). */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length <= MAX_BODY_BYTES) return void chunks.push(chunk);
      chunks.length = 0;
      resolve('too large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}

async function writeResponse(response: ServerResponse, raw: RawResponse, signal: AbortSignal): Promise<void> {
  const { body } = raw;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    response.writeHead(raw.status, { ...raw.headers, 'content-length': bytes.byteLength });
    response.end(bytes);
    return;
  }
  response.writeHead(raw.status, raw.headers);
  response.flushHeaders();
  for await (const piece of body) {
    if (signal.aborted) break;
    if (!response.write(piece)) await drained(response, signal);
  }
  response.end();
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    response.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** What is no HTTP at all, or has headers that are too long, gets a JSON error too. */
function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ message: `The request could not be read: ${error.code ?? error.message}` });
  const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/json', 'x-amzn-errortype: BadRequestException'];
  socket.end(`${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}

async function closeServer(server: Server, stopping: AbortController, graceMs: number): Promise<void> {
  stopping.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Node counts a connection that never asked anything, or that still sends a body, as busy: it would be waited for.
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(grace);
}
