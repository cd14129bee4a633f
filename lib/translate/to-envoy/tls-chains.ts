import { type ListenerFilterSchema, TlsInspectorSchema } from '@/lib/envoy-api';
import type { PortProtocol } from '@/lib/model';
import type { ServerTlsIr } from '../ir/tls';
import type { Chain } from './listener-parts';
import { downstreamTls } from './tls';
import { any, type Init } from './wire';

type ListenerFilter = Init<typeof ListenerFilterSchema>;

interface Secured {
  port: number;
  protocol: PortProtocol;
  tls: ServerTlsIr | undefined;
}

/**
 * The chains of one listener: one in plain text, one with TLS, or both told apart by the first bytes (PERMISSIVE).
 * `destinationPort` where several listeners share one.
 */
export function securedChains(chain: Chain, { tls, protocol }: Secured, destinationPort?: number): Chain[] {
  const port = destinationPort === undefined ? {} : { destinationPort };
  const on = (match: { destinationPort?: number; transportProtocol?: string }) =>
    Object.keys(match).length > 0 ? { filterChainMatch: match } : {};
  if (!tls) return [{ ...chain, ...on(port) }];
  const secured = { ...chain, transportSocket: downstreamTls(tls, protocol) };
  if (!tls.plainToo) return [{ ...secured, ...on(port) }];
  return [
    { ...secured, name: `${chain.name}_tls`, ...on({ ...port, transportProtocol: 'tls' }) },
    { ...chain, ...on({ ...port, transportProtocol: 'raw_buffer' }) },
  ];
}

/**
 * Tells TLS from plain text, where a listener takes both. On other ports it is off: a server that speaks first would
 * wait for its client's first bytes.
 */
export function tlsInspector(listeners: readonly Secured[], sharesPort: boolean): ListenerFilter[] {
  const ports = listeners.filter(({ tls }) => tls?.plainToo).map(({ port }) => port);
  if (ports.length === 0) return [];
  const filter: ListenerFilter = {
    name: 'envoy.filters.listener.tls_inspector',
    configType: { case: 'typedConfig', value: any(TlsInspectorSchema, {}) },
  };
  return [sharesPort ? { ...filter, filterDisabled: exceptOn(ports) } : filter];
}

/** A condition that holds on every port but these. */
function exceptOn(ports: readonly number[]): NonNullable<ListenerFilter['filterDisabled']> {
  const rules = ports.map((port) => ({
    rule: { case: 'destinationPortRange' as const, value: { start: port, end: port + 1 } },
  }));
  const [first] = rules;
  const some = first && rules.length === 1 ? first : { rule: { case: 'orMatch' as const, value: { rules } } };
  return { rule: { case: 'notMatch', value: some } };
}
