import { create, type DescMessage, type MessageInitShape, type MessageShape, toBinary } from '@bufbuild/protobuf';
import { type Any, anyPack, type Duration, DurationSchema } from '@bufbuild/protobuf/wkt';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { EncodedResource, ResourceType } from '../types';

/** Envoy reads durations into 64-bit nanoseconds; anything near that is "never". In ms: a hundred years. */
const LONGEST_MS = 100 * 365 * 24 * 3600 * 1000;

/** What a message is made from, never a whole message: so that parts can be spread into one another. */
export type Init<D extends DescMessage> = Extract<MessageInitShape<D>, { $typeName?: undefined }>;

/** Bytes of a message. Field order is the descriptor's, map order the object's: equal input gives equal bytes. */
export function encode<D extends DescMessage>(schema: D, init: MessageInitShape<D>): Uint8Array {
  return toBinary(schema, create(schema, init) as MessageShape<D>);
}

/** A message inside an Any, as extensions want it. */
export function any<D extends DescMessage>(schema: D, init: MessageInitShape<D>): Any {
  return anyPack(schema, create(schema, init) as MessageShape<D>);
}

export function duration(ms: number): Duration {
  const capped = Math.min(Math.max(ms, 0), LONGEST_MS);
  const seconds = Math.floor(capped / 1000);
  return create(DurationSchema, { seconds: BigInt(seconds), nanos: Math.round((capped - seconds * 1000) * 1e6) });
}

/** Hash of a content: the first 16 bytes of SHA-256, so that a restarted server gives the same version. */
export function contentHash(...parts: (Uint8Array | string)[]): string {
  const bytes = parts.map((part) => (typeof part === 'string' ? utf8ToBytes(part) : part));
  return bytesToHex(sha256(concatBytes(...bytes)).slice(0, 16));
}

/** A content's hash as numbers: cheap to combine. */
export type HashWords = readonly [number, number, number, number];

/** The words of a `contentHash`. */
export function hashWords(hash: string): HashWords {
  const word = (index: number) => Number.parseInt(hash.slice(index * 8, index * 8 + 8), 16);
  return [word(0), word(1), word(2), word(3)];
}

/** Odd, so that no word is lost by multiplication; else without meaning. */
const FACTOR = 0x9e3779b1;

/**
 * The hash of contents put together in this order, from theirs: a polynomial in each of the four words. As the words
 * come from SHA-256, different lists meet in one hash as rarely as its 16 bytes allow, and hashing a thousand spliced
 * configurations after one change costs nothing.
 */
export function combinedHash(parts: readonly HashWords[]): string {
  let text = '';
  for (const index of [0, 1, 2, 3] as const) {
    let word = parts.length;
    for (const part of parts) word = (Math.imul(word, FACTOR) + part[index]) >>> 0;
    text += word.toString(16).padStart(8, '0');
  }
  return text;
}

const interned = new Map<string, WeakRef<EncodedResource>>();
const forgotten = new FinalizationRegistry<string>((key) => {
  if (interned.get(key)?.deref() === undefined) interned.delete(key);
});

/**
 * The one object for this content: whoever encodes the same resource again gets the same object, so that `===` tells
 * a change. Held weakly; `bytes` is only called when nobody holds it.
 */
export function internResource(
  type: ResourceType,
  identity: { name: string; version: string; eds?: boolean },
  bytes: () => Uint8Array,
): EncodedResource {
  const key = `${type} ${identity.version} ${identity.name}`;
  const known = interned.get(key)?.deref();
  if (known) return known;
  const resource: EncodedResource = { ...identity, bytes: bytes() };
  interned.set(key, new WeakRef(resource));
  forgotten.register(resource, key);
  return resource;
}

/** Encodes a resource whose whole content is at hand. */
export function encodeResource<D extends DescMessage>(
  type: ResourceType,
  schema: D,
  init: MessageInitShape<D> & { name?: string; clusterName?: string },
  options: { eds?: boolean } = {},
): EncodedResource {
  const bytes = encode(schema, init);
  const name = init.name ?? init.clusterName ?? '';
  return internResource(type, { name, version: contentHash(bytes), ...options }, () => bytes);
}

/** Texts that Envoy's field rules take as a header's name or value, a domain or a path. */
export function isHeaderSafe(text: string): boolean {
  return ![...text].some((char) => char === '\0' || char === '\r' || char === '\n');
}

/** Texts that Envoy's stricter rule takes, as the path of a health check: no control character but the tab. */
export function isPrintable(text: string): boolean {
  return ![...text].some((char) => (char < ' ' && char !== '\t') || char === '\x7f');
}
