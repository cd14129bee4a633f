import { getAt, type SpecPath, type SpecTree } from './spec-tree';

/** A listener's timeouts under another protocol: tcp knows only the idle timeout. Undefined when there are none. */
export function withProtocol(
  spec: SpecTree,
  listener: SpecPath,
  protocol: string,
): { timeout: SpecTree | undefined } | undefined {
  const timeout = getAt(spec, [...listener, 'timeout']);
  const body = typeof timeout === 'object' && timeout !== null ? Object.values(timeout)[0] : undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const { perRequest: _, ...idleOnly } = body as SpecTree;
  const kept = protocol === 'tcp' ? idleOnly : (body as SpecTree);
  return { timeout: Object.keys(kept).length === 0 ? undefined : { [protocol]: kept } };
}

/** Protocol of the listener that a path lies in, as far as it is chosen. */
export function protocolAround(spec: SpecTree, path: SpecPath): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const protocol = getAt(spec, [...path.slice(0, length), 'portMapping', 'protocol']);
    if (typeof protocol === 'string') return protocol;
  }
  return undefined;
}
