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

/** Cuts the bytes of one stream into messages. What is not whole yet is kept, up to the limit. */
export class FrameReader {
  private rest: Buffer = NOTHING;

  constructor(private readonly maxMessageBytes: number) {}

  read(chunk: Buffer, take: (message: Buffer) => void): void {
    let bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    for (;;) {
      const end = this.endOfFirst(bytes);
      if (end === undefined) break;
      take(bytes.subarray(FRAME_PREFIX, end));
      bytes = bytes.subarray(end);
    }
    this.rest = bytes;
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
