import {
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import { type CallHandler, GrpcCall } from './call';

/** Limits of one connection. */
const LIMITS = { maxMessageBytes: 4 * 1024 * 1024, streams: 100, sessionMemoryMb: 64, headerBytes: 16 * 1024 };

/** How often idle connections are asked whether they live, and how long they have to answer. */
export interface Pings {
  everyMs: number;
  timeoutMs: number;
}

const PINGS: Pings = { everyMs: 30_000, timeoutMs: 10_000 };

const UNIMPLEMENTED = 12;

/** Serves one method: gets the call, and gives back what hears of it. */
export type Method = (call: GrpcCall) => CallHandler;

/**
 * A gRPC server for bytes, straight on Node's HTTP/2: the same encoded message goes to any number of streams without
 * being copied or wrapped for each of them (docs/adr/0009-xds-server.md says what that saves).
 */
export class GrpcServer {
  private readonly http2: Http2Server;
  private readonly sessions = new Set<ServerHttp2Session>();
  private readonly pings: NodeJS.Timeout;

  constructor(
    private readonly methods: ReadonlyMap<string, Method>,
    { everyMs, timeoutMs }: Pings = PINGS,
  ) {
    this.http2 = createServer({
      maxSessionMemory: LIMITS.sessionMemoryMb,
      settings: { maxConcurrentStreams: LIMITS.streams, maxHeaderListSize: LIMITS.headerBytes, enablePush: false },
    });
    this.http2.on('session', (session) => this.hold(session));
    this.http2.on('stream', (stream, headers) => this.take(stream, headers));
    this.pings = setInterval(() => this.pingAll(timeoutMs), everyMs).unref();
  }

  /** Speaks HTTP/2 on a connection that was accepted elsewhere. */
  serve(socket: Socket): void {
    this.http2.emit('connection', socket);
  }

  private hold(session: ServerHttp2Session): void {
    this.sessions.add(session);
    session.on('close', () => this.sessions.delete(session));
    // A broken connection ends its streams, which tell their calls: nothing is left to do here.
    session.on('error', () => session.destroy());
  }

  private take(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const isGrpc = headers[':method'] === 'POST' && headers['content-type']?.startsWith('application/grpc') === true;
    if (!isGrpc) {
      stream.on('error', () => stream.destroy());
      stream.respond({ ':status': 415 }, { endStream: true });
      return;
    }
    const { session } = stream;
    const call = new GrpcCall(stream, peerOf(session?.socket), session?.encrypted === true, LIMITS.maxMessageBytes);
    const method = this.methods.get(headers[':path'] ?? '');
    if (method) call.serve(method(call));
    else refuse(call, headers[':path']);
  }

  private pingAll(timeoutMs: number): void {
    for (const session of this.sessions) ping(session, timeoutMs);
  }

  /** Ends every connection. */
  close(): void {
    clearInterval(this.pings);
    for (const session of this.sessions) session.destroy();
    this.http2.close();
  }
}

function refuse(call: GrpcCall, path: string | undefined): void {
  call.serve({ message: () => undefined, end: () => undefined, closed: () => undefined });
  call.finish(UNIMPLEMENTED, `no such method: ${path}`);
}

function ping(session: ServerHttp2Session, timeoutMs: number): void {
  if (session.closed || session.destroyed) return;
  const timer = setTimeout(() => session.destroy(), timeoutMs).unref();
  const sent = session.ping(() => clearTimeout(timer));
  if (!sent) clearTimeout(timer);
}

function peerOf(socket: Pick<Socket, 'remoteAddress' | 'remotePort'> | undefined): string | undefined {
  return socket?.remoteAddress && socket.remotePort ? `${socket.remoteAddress}:${socket.remotePort}` : undefined;
}
