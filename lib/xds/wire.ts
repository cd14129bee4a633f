/** Protobuf wire types that Envoy's messages use. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** Called for each field of a message: a varint's value, or where the field's bytes stand. */
export type FieldVisitor = (field: number, value: number, start: number, end: number) => void;

/** The bytes are no protobuf message. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/**
 * Walks the fields of one protobuf message between `start` and `end`, without making an object of it. Hot paths (every
 * acknowledgement, every logged request) read the few fields that they need this way; varints beyond 2^53 lose digits.
 */
export function readFields(bytes: Buffer, visit: FieldVisitor, start = 0, end = bytes.length): void {
  const cursor = { at: start, end };
  while (cursor.at < end) {
    const tag = readVarint(bytes, cursor);
    readField(bytes, cursor, tag, visit);
  }
}

function readField(bytes: Buffer, cursor: Cursor, tag: number, visit: FieldVisitor): void {
  const field = tag >>> 3;
  const wireType = tag & 7;
  if (wireType === VARINT) {
    visit(field, readVarint(bytes, cursor), cursor.at, cursor.at);
    return;
  }
  const length = lengthOf(bytes, cursor, wireType);
  const from = cursor.at;
  if (from + length > cursor.end) throw new WireError(`field ${field} ends outside its message`);
  cursor.at = from + length;
  visit(field, 0, from, cursor.at);
}

function lengthOf(bytes: Buffer, cursor: Cursor, wireType: number): number {
  if (wireType === LENGTH_DELIMITED) return readVarint(bytes, cursor);
  if (wireType === FIXED64) return 8;
  if (wireType === FIXED32) return 4;
  throw new WireError(`unknown wire type ${wireType}`);
}

interface Cursor {
  at: number;
  readonly end: number;
}

function readVarint(bytes: Buffer, cursor: Cursor): number {
  let result = 0;
  let factor = 1;
  for (let count = 0; count < 10; count++) {
    if (cursor.at >= cursor.end) throw new WireError('message ends inside a number');
    const byte = bytes[cursor.at++] ?? 0;
    result += (byte & 0x7f) * factor;
    if (byte < 0x80) return result;
    factor *= 128;
  }
  throw new WireError('number of more than ten bytes');
}

/** Text of a field that `readFields` reported. */
export function textAt(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, end);
}

/** Collects what a message is made of, and copies it once, when it is finished. */
export class MessageWriter {
  /** Bytes and texts as they are; a number stands for itself as a varint. */
  private readonly pieces: (Uint8Array | string | number)[] = [];
  length = 0;

  /** A field of bytes, which may be given in several pieces. */
  bytes(field: number, ...values: readonly Uint8Array[]): this {
    let length = 0;
    for (const value of values) length += value.length;
    this.prefix(field, length);
    for (const value of values) this.pieces.push(value);
    this.length += length;
    return this;
  }

  text(field: number, value: string): this {
    if (value === '') return this;
    const length = Buffer.byteLength(value);
    this.prefix(field, length);
    this.pieces.push(value);
    this.length += length;
    return this;
  }

  message(field: number, value: MessageWriter): this {
    this.prefix(field, value.length);
    for (const piece of value.pieces) this.pieces.push(piece);
    this.length += value.length;
    return this;
  }

  /** The message, behind `room` bytes for whoever frames it: those are not set. */
  finish(room = 0): Buffer {
    const out = Buffer.allocUnsafe(room + this.length);
    let at = room;
    for (const piece of this.pieces) {
      if (typeof piece === 'number') at = writeVarint(out, at, piece);
      else if (typeof piece === 'string') at += out.write(piece, at);
      else {
        out.set(piece, at);
        at += piece.length;
      }
    }
    return out;
  }

  private prefix(field: number, length: number): void {
    const tag = field * 8 + LENGTH_DELIMITED;
    this.pieces.push(tag, length);
    this.length += varintLength(tag) + varintLength(length);
  }
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

function writeVarint(out: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 0x7f) {
    out[at++] = (rest & 0x7f) | 0x80;
    rest = Math.floor(rest / 128);
  }
  out[at++] = rest;
  return at;
}
