/** Every gRPC message stands behind five bytes: whether it is compressed, and its length. */
export const FRAME_PREFIX = 5;

/** The stream cannot go on: the gRPC status that it ends with. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const RESOURCE_EXHAUSTED = 8;
const UNIMPLEMENTED = 12;
const NOTHING = Buffer.alloc(0);
const MOST_PIECES = 1024;

/** A message with its prefix, ready for any number of streams. */
export function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_PREFIX + message.length);
  frame.set(message, FRAME_PREFIX);
  return withPrefix(frame);
}

/** Sets the prefix of a message that was written behind room for it. */
export function withPrefix(frame: Buffer): Buffer {
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(frame.length - FRAME_PREFIX, 1);
  return frame;
}

/**
 * Cuts the bytes of one stream into messages. What is not whole yet is kept, up to the limit. Pieces are put together
 * only when a message is whole (and once, for its length): who sends byte by byte costs no more than who does not.
 */
export class FrameReader {
  private pieces: Buffer[] = [];
  private held = 0;
  /** Bytes that must be there before it is worth looking again. */
  private wanted = FRAME_PREFIX;

  constructor(public maxMessageBytes: number) {}

  /** Bytes of a message that is not whole yet. */
  get heldBytes(): number {
    return this.held;
  }

  read(chunk: Buffer, take: (message: Buffer) => void): void {
    this.pieces.push(chunk);
    this.held += chunk.length;
    if (this.held < this.wanted) {
      this.thin();
      return;
    }
    let bytes = this.together();
    for (;;) {
      const end = this.endOfFirst(bytes);
      if (end === undefined) break;
      take(bytes.subarray(FRAME_PREFIX, end));
      bytes = bytes.subarray(end);
    }
    this.pieces = bytes.length > 0 ? [bytes] : [];
    this.held = bytes.length;
    this.wanted = bytes.length < FRAME_PREFIX ? FRAME_PREFIX : FRAME_PREFIX + bytes.readUInt32BE(1);
  }

  private together(): Buffer {
    const [only = NOTHING, ...more] = this.pieces;
    return more.length === 0 ? only : Buffer.concat(this.pieces);
  }

  /** Many small pieces cost more than what is in them. */
  private thin(): void {
    if (this.pieces.length >= MOST_PIECES) this.pieces = [Buffer.concat(this.pieces)];
  }

  private endOfFirst(bytes: Buffer): number | undefined {
    if (bytes.length < FRAME_PREFIX) return undefined;
    if (bytes[0] !== 0) throw new FrameError(UNIMPLEMENTED, 'compressed messages are not taken');
    const length = bytes.readUInt32BE(1);
    if (length > this.maxMessageBytes) {
      throw new FrameError(
        RESOURCE_EXHAUSTED,
        `a message of ${length} bytes; at most ${this.maxMessageBytes} are taken`,
      );
    }
    return bytes.length < FRAME_PREFIX + length ? undefined : FRAME_PREFIX + length;
  }
}
