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

/** Collects the parts of a message; the big ones (encoded resources) are copied once, when it is finished. */
export class MessageWriter {
  private readonly parts: Uint8Array[] = [];
  length = 0;

  bytes(field: number, value: Uint8Array): this {
    this.part(lengthPrefix(field, value.length));
    return this.part(value);
  }

  text(field: number, value: string): this {
    return value === '' ? this : this.bytes(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, value: MessageWriter): this {
    this.part(lengthPrefix(field, value.length));
    this.parts.push(...value.parts);
    this.length += value.length;
    return this;
  }

  finish(): Buffer {
    return Buffer.concat(this.parts, this.length);
  }

  private part(value: Uint8Array): this {
    this.parts.push(value);
    this.length += value.length;
    return this;
  }
}

function lengthPrefix(field: number, length: number): Uint8Array {
  const out: number[] = [];
  pushVarint(out, field * 8 + LENGTH_DELIMITED);
  pushVarint(out, length);
  return Uint8Array.from(out);
}

function pushVarint(out: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
