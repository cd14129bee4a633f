import type { EncodedResource, RenderedConfig } from '@/lib/translate';
import type { TypeChannel } from './channel';

const NONE: readonly string[] = [];

/**
 * Clusters that are wanted and that the proxy cannot use yet: not acknowledged, or their first endpoints are still
 * under way. Listeners and routes that name them have to wait. Before the first acknowledgement nothing waits: then
 * the proxy itself asks in the right order.
 */
export function pendingClusters(
  config: RenderedConfig,
  cluster: TypeChannel,
  endpoint: TypeChannel,
): readonly string[] {
  if (!cluster.acknowledgedOnce && !cluster.restored) return NONE;
  const missing: string[] = [];
  if (cluster.accepted !== config.cluster) {
    for (const name of config.cluster.keys()) if (!cluster.accepted.has(name)) missing.push(name);
  }
  for (const assignment of endpoint.inFlight?.push.changed ?? NONE_CHANGED) {
    if (!endpoint.accepted.has(assignment.name)) missing.push(assignment.name);
  }
  return missing;
}

const NONE_CHANGED: readonly { name: string }[] = [];

/** Whether an encoded resource holds one of these names as a text field of its own. */
export function mentionsAny(resource: Pick<EncodedResource, 'bytes' | 'parts'>, names: readonly string[]): boolean {
  const wanted = names.map(lengthPrefixed);
  return (resource.parts ?? [resource.bytes]).some((part) => {
    const buffer = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    return wanted.some((name) => buffer.includes(name));
  });
}

/** A text field is its length as a varint, then the text: with the length, `…_80` is not found in `…_8080`. */
function lengthPrefixed(name: string): Buffer {
  const text = Buffer.from(name, 'utf8');
  const length = text.length < 0x80 ? [text.length] : [(text.length & 0x7f) | 0x80, text.length >> 7];
  return Buffer.concat([Buffer.from(length), text]);
}
