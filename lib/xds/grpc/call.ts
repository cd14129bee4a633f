import type { X509Certificate } from 'node:crypto';
import { constants, type ServerHttp2Stream } from 'node:http2';
import { FrameError, FrameReader } from './frames';

/** What a service hears of a call. */
export interface CallHandler {
  message(bytes: Buffer): void;
  /** The client has no more to say. */
  end(): void;
  /** The call is over, by whomever. Told once. */
  closed(): void;
}

/** gRPC statuses that the transport itself ends a call with. */
const OK = 0;
const INTERNAL = 13;

const HEADERS = { ':status': 200, 'content-type': 'application/grpc+proto' } as const;

/** A client certificate, and what TLS found wrong with it. */
export interface ClientCertificate {
  leaf: X509Certificate;
  problem?: string;
}

/** What a connection must know of its calls: until one of them is let in, it is somebody that nobody knows. */
export interface CallConnection {
  letIn(): void;
  /** One that was let in is over. */
  left(): void;
  /** What is held of messages that are not whole has grown by this, bytes. */
  holds(bytes: number): void;
}

/** What is known of a call before it is served. */
export interface CallInfo {
  peer: string | undefined;
  isEncrypted: boolean;
  authorization: string | undefined;
  certificate: ClientCertificate | undefined;
  /** Longest message, before and after it is known who calls. */
  limits: { unknownBytes: number; knownBytes: number };
  /** The connection that it is on. */
  connection: CallConnection;
}

/** One gRPC call on an HTTP/2 stream: messages in and out, and a status at the end. */
export class GrpcCall {
  private handler: CallHandler | undefined;
  /** Wants to know of the end before the call is served. */
  private overTold: (() => void) | undefined;
  private over = false;
  private isLetIn = false;
  /** Bytes that its connection was told of. */
  private told = 0;
  private readonly reader: FrameReader;
  /** `10.0.0.7:41234`; undefined for a Unix socket. */
  readonly peer: string | undefined;
  /** It came over TLS. */
  readonly isEncrypted: boolean;
  /** What it showed: the `authorization` header, and the connection's client certificate. */
  readonly authorization: string | undefined;
  readonly certificate: ClientCertificate | undefined;

  constructor(
    private readonly stream: ServerHttp2Stream,
    private readonly about: CallInfo,
  ) {
    this.peer = about.peer;
    this.isEncrypted = about.isEncrypted;
    this.authorization = about.authorization;
    this.certificate = about.certificate;
    this.reader = new FrameReader(about.limits.unknownBytes);
    stream.on('close', () => this.finished());
    stream.on('error', () => this.finished());
  }

  /** Starts reading. Until then the client can send no more than HTTP/2's window. */
  serve(handler: CallHandler): void {
    this.handler = handler;
    if (this.over) {
      handler.closed();
      return;
    }
    this.stream.on('data', (chunk: Buffer) => this.read(this.reader, chunk));
    this.stream.on('end', () => {
      if (!this.over) handler.end();
    });
  }

  /** Tells of the end, also of one that comes before the call is served. */
  onOver(told: () => void): void {
    if (this.over) told();
    else this.overTold = told;
  }

  /** Somebody we know: longer messages are taken from now on. */
  admitted(): void {
    if (this.isLetIn || this.over) return;
    this.isLetIn = true;
    this.reader.maxMessageBytes = this.about.limits.knownBytes;
    this.about.connection.letIn();
    this.tellHeld();
  }

  private tellHeld(): void {
    const held = this.isLetIn || this.over ? 0 : this.reader.heldBytes;
    if (held === this.told) return;
    const growth = held - this.told;
    this.told = held;
    this.about.connection.holds(growth);
  }

  private read(reader: FrameReader, chunk: Buffer): void {
    if (this.over) return;
    try {
      reader.read(chunk, (message) => {
        if (!this.over) this.handler?.message(message);
      });
    } catch (error) {
      if (error instanceof FrameError) this.finish(error.code, error.message);
      else this.finish(INTERNAL, 'internal error of the server');
    }
    this.tellHeld();
  }

  /**
   * Sends a framed message. There is no queue here but the connection's own: whoever calls this must not send without
   * an end to a client that does not answer.
   */
  send(frame: Buffer): void {
    if (this.over || !isOpen(this.stream)) return;
    if (!this.stream.headersSent) this.stream.respond(HEADERS, { waitForTrailers: true });
    this.stream.write(frame);
  }

  /** Ends the call with a status, 0 being OK. */
  finish(code: number = OK, details = ''): void {
    if (this.over) return;
    const trailers = { 'grpc-status': String(code), 'grpc-message': percentEncoded(details) };
    if (isOpen(this.stream)) this.answer(trailers);
    this.finished();
  }

  private answer(trailers: Record<string, string>): void {
    const { stream } = this;
    // The client may have more to say: once the status is out, it is told to stop.
    const stop = () => setImmediate(() => stream.close(constants.NGHTTP2_NO_ERROR));
    stream.resume();
    if (!stream.headersSent) {
      stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
      stop();
      return;
    }
    stream.once('wantTrailers', () => {
      if (isOpen(stream)) stream.sendTrailers(trailers);
      stop();
    });
    stream.end();
  }

  private finished(): void {
    if (this.over) return;
    this.over = true;
    this.tellHeld();
    if (this.isLetIn) this.about.connection.left();
    this.overTold?.();
    this.handler?.closed();
  }
}

/**
 * Whether anything may be written to a stream. One that the client has reset is closed before it is destroyed, and Node
 * throws when it is answered then: whoever resets streams quickly enough would end the process.
 */
export function isOpen({ destroyed, closed }: ServerHttp2Stream): boolean {
  return !destroyed && !closed;
}

/** Text of a status as the gRPC protocol wants it in a header: printable ASCII, the rest percent-encoded. */
function percentEncoded(text: string): string {
  let out = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    out += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
