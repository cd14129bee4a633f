import {
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Guest } from '../lobby';
import { type CallConnection, type CallHandler, type CallInfo, type ClientCertificate, GrpcCall, isOpen } from './call';

/** Limits of one connection. */
const LIMITS = {
  /** Of a message: from somebody who was let in, and from somebody who has not said yet who it is. */
  knownBytes: 4 * 1024 * 1024,
  unknownBytes: 256 * 1024,
  streams: 100,
  sessionMemoryMb: 64,
  headerBytes: 32 * 1024,
};

/** How often idle connections are asked whether they live, and how long they have to answer. */
export interface Pings {
  everyMs: number;
  timeoutMs: number;
}

const PINGS: Pings = { everyMs: 30_000, timeoutMs: 10_000 };

const UNIMPLEMENTED = 12;

/** For a stream whose connection is gone already. */
const NOBODY: CallConnection = { letIn: () => undefined, left: () => undefined, holds: () => undefined };

/** Serves one method: gets the call, and gives back what hears of it. */
export type Method = (call: GrpcCall) => CallHandler | Promise<CallHandler>;

/**
 * A gRPC server for bytes, straight on Node's HTTP/2: the same encoded message goes to any number of streams without
 * being copied or wrapped for each of them (docs/adr/0009-xds-server.md says what that saves).
 */
export class GrpcServer {
  private readonly http2: Http2Server;
  private readonly sessions = new Set<ServerHttp2Session>();
  private readonly guests = new WeakMap<Http2Session, Guest>();
  private readonly certificates = new WeakMap<Http2Session, ClientCertificate | undefined>();
  private readonly pings: NodeJS.Timeout;
  /** Whose connection HTTP/2 is being put on right now. */
  private entering: Guest | undefined;

  constructor(
    private readonly methods: ReadonlyMap<string, Method>,
    { everyMs, timeoutMs }: Pings = PINGS,
    /** Somebody spoke something that is no HTTP/2. */
    private readonly onGarbage: (host: string) => void = () => undefined,
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
  serve(socket: Socket, guest: Guest): void {
    this.entering = guest;
    // Node makes the session, and tells of it, before this returns.
    this.http2.emit('connection', socket);
    this.entering = undefined;
  }

  private hold(session: ServerHttp2Session): void {
    const guest = this.entering;
    this.sessions.add(session);
    if (guest) this.guests.set(session, guest);
    session.on('close', () => this.sessions.delete(session));
    // A broken connection ends its streams, which tell their calls: nothing is left to do here.
    session.on('error', (error: NodeJS.ErrnoException) => {
      session.destroy();
      if (error.code?.startsWith('ERR_HTTP2')) this.onGarbage(guest?.host ?? 'unix');
    });
  }

  private take(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const guest = stream.session && this.guests.get(stream.session);
    if (guest && !guest.opened()) return;
    const isGrpc = headers[':method'] === 'POST' && headers['content-type']?.startsWith('application/grpc') === true;
    if (!isGrpc) {
      stream.on('error', () => stream.destroy());
      if (isOpen(stream)) stream.respond({ ':status': 415 }, { endStream: true });
      return;
    }
    const call = new GrpcCall(stream, this.infoOf(stream, headers));
    const method = this.methods.get(headers[':path'] ?? '');
    if (method) start(call, method);
    else refuse(call, headers[':path']);
  }

  private infoOf({ session }: ServerHttp2Stream, { authorization }: IncomingHttpHeaders): CallInfo {
    return {
      peer: peerOf(session?.socket),
      isEncrypted: session?.encrypted === true,
      authorization,
      certificate: session && this.certificateOf(session),
      limits: LIMITS,
      connection: (session && this.guests.get(session)) ?? NOBODY,
    };
  }

  /** Read once for each connection. */
  private certificateOf(session: Http2Session): ClientCertificate | undefined {
    if (!this.certificates.has(session)) this.certificates.set(session, readCertificate(session.socket));
    return this.certificates.get(session);
  }

  private pingAll(timeoutMs: number): void {
    for (const session of this.sessions) ping(session, timeoutMs);
  }

  /** Ends connections on which a client certificate was shown. */
  dropCertified(): void {
    for (const session of this.sessions) if (this.certificateOf(session)) session.destroy();
  }

  /** Ends every connection. */
  close(): void {
    clearInterval(this.pings);
    for (const session of this.sessions) session.destroy();
    this.http2.close();
  }
}

const INTERNAL = 13;

/** Serves a call at once, or when it is known who calls. */
function start(call: GrpcCall, method: Method): void {
  const handler = method(call);
  if (!(handler instanceof Promise)) {
    call.serve(handler);
    return;
  }
  handler.then(
    (known) => call.serve(known),
    () => call.finish(INTERNAL, 'internal error of the server'),
  );
}

function readCertificate(socket: Http2Session['socket']): ClientCertificate | undefined {
  // HTTP/2 gives out a stand-in for the socket: only asking for the member tells whether it has it.
  if (!isTls(socket)) return undefined;
  const leaf = socket.getPeerX509Certificate();
  if (!leaf) return undefined;
  return socket.authorized ? { leaf } : { leaf, problem: String(socket.authorizationError) };
}

function isTls(socket: Http2Session['socket']): socket is TLSSocket {
  return typeof Reflect.get(socket, 'getPeerX509Certificate') === 'function';
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
