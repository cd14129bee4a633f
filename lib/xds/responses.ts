import { createHash } from 'node:crypto';
import { type EncodedResource, type ResourceType, TYPE_URLS } from '@/lib/translate';
import { FRAME_PREFIX, withPrefix } from './grpc/frames';
import type { Push, Resources } from './push';
import { MessageWriter } from './wire';

const encodedUrl = (type: ResourceType) => Buffer.from(TYPE_URLS[type]);
const ENCODED_URLS: Readonly<Record<ResourceType, Buffer>> = {
  cluster: encodedUrl('cluster'),
  endpoint: encodedUrl('endpoint'),
  listener: encodedUrl('listener'),
  route: encodedUrl('route'),
  secret: encodedUrl('secret'),
};

export type Protocol = 'delta' | 'sotw';

/** An encoded response. Its bytes fit every stream, because nonces count through the whole server. */
export interface EncodedResponse {
  readonly nonce: string;
  readonly serial: number;
  /** The message as a gRPC frame, shared by all streams that get it. */
  readonly bytes: Buffer;
}

/** State-of-the-world responses of these types hold everything: a missing entry means deletion. */
export function isFullSet(type: ResourceType): boolean {
  return type === 'cluster' || type === 'listener';
}

/** Encodes each response once and hands the same bytes to every stream that needs it. */
export class ResponseEncoder {
  private serial = 0;
  private readonly known: Record<Protocol, WeakMap<Push, EncodedResponse>> = {
    delta: new WeakMap(),
    sotw: new WeakMap(),
  };

  /**
   * The bytes of a push. `after` is the serial of the last response of this type on the stream: a nonce must not come
   * twice in one stream, so a push that leads back to an earlier state is encoded anew when it is used again.
   */
  encode(push: Push, type: ResourceType, protocol: Protocol, after: number): EncodedResponse {
    const known = this.known[protocol].get(push);
    if (known && known.serial > after) return known;
    const serial = ++this.serial;
    const nonce = String(serial);
    const message = protocol === 'delta' ? encodeDelta(push, type, nonce) : encodeSotw(push, type, nonce);
    const response = { nonce, serial, bytes: withPrefix(message.finish(FRAME_PREFIX)) };
    this.known[protocol].set(push, response);
    return response;
  }
}

/** An envoy.service.discovery.v3.DeltaDiscoveryResponse. */
function encodeDelta(push: Push, type: ResourceType, nonce: string): MessageWriter {
  const writer = new MessageWriter();
  for (const resource of push.changed) {
    writer.message(
      2,
      new MessageWriter().text(1, resource.version).message(2, any(type, resource)).text(3, resource.name),
    );
  }
  writer.bytes(4, ENCODED_URLS[type]).text(5, nonce);
  for (const name of push.removed) writer.text(6, name);
  return writer;
}

/** An envoy.service.discovery.v3.DiscoveryResponse. */
function encodeSotw(push: Push, type: ResourceType, nonce: string): MessageWriter {
  const writer = new MessageWriter().text(1, versionOf(push.next));
  const resources = isFullSet(type) ? push.next.values() : push.changed;
  for (const resource of resources) writer.message(2, any(type, resource));
  return writer.bytes(4, ENCODED_URLS[type]).text(5, nonce);
}

function any(type: ResourceType, resource: EncodedResource): MessageWriter {
  const message = new MessageWriter().bytes(1, ENCODED_URLS[type]);
  return resource.parts ? message.bytes(2, ...resource.parts) : message.bytes(2, resource.bytes);
}

const versions = new WeakMap<Resources, string>();

/**
 * The state-of-the-world version: stands for everything that a proxy has of the type once it accepts the response, so
 * that a proxy that comes back with it needs nothing. The same content has the same version after a restart.
 */
export function versionOf(resources: Resources): string {
  const known = versions.get(resources);
  if (known !== undefined) return known;
  const lines = [...resources.values()].map((resource) => `${resource.name}\n${resource.version}\n`).sort();
  const version = createHash('sha256').update(lines.join('')).digest('hex').slice(0, 16);
  versions.set(resources, version);
  return version;
}
