import { sameJson } from './drafts/json';
import type { ClientPolicy, ListenerTls } from './generated/shapes';
import type { Resource } from './kinds';

/** TLS of a node's listeners by port; of several listeners on one port the first counts. */
export type TlsByPort = ReadonlyMap<number, ListenerTls | undefined>;

/** How a node or gateway secures its calls: by default, and by backend where it says so. */
export interface ClientPolicies {
  defaults: ClientPolicy | undefined;
  backends: ReadonlyMap<string, ClientPolicy | undefined>;
}

type Caller = Resource<'virtualNode'> | Resource<'virtualGateway'>;

export function tlsByPort({ spec }: Resource<'virtualNode'>): TlsByPort {
  const byPort = new Map<number, ListenerTls | undefined>();
  for (const { portMapping, tls } of spec.listeners ?? []) {
    if (!byPort.has(portMapping.port)) byPort.set(portMapping.port, tls);
  }
  return byPort;
}

/** The node with other TLS on these ports; the same object where that changes nothing. */
export function withTls(node: Resource<'virtualNode'>, byPort: TlsByPort): Resource<'virtualNode'> {
  const listeners = node.spec.listeners ?? [];
  const changed = listeners.map((listener) => {
    const { port } = listener.portMapping;
    const { tls: own, ...rest } = listener;
    const tls = byPort.has(port) ? byPort.get(port) : own;
    return sameJson(tls ?? null, own ?? null) ? listener : { ...rest, ...(tls && { tls }) };
  });
  if (changed.every((listener, index) => listener === listeners[index])) return node;
  return { ...node, spec: { ...node.spec, listeners: changed } };
}

export function clientPolicies({ spec }: Caller): ClientPolicies {
  const backends = new Map<string, ClientPolicy | undefined>();
  for (const { virtualService } of 'backends' in spec ? (spec.backends ?? []) : []) {
    if (virtualService) backends.set(virtualService.virtualServiceName, virtualService.clientPolicy);
  }
  return { defaults: spec.backendDefaults?.clientPolicy, backends };
}

/** The node or gateway with other policies, for the backends that it has now; a backend without any there keeps its own. */
export function withClientPolicies<C extends Caller>(caller: C, { defaults, backends }: ClientPolicies): C {
  const { backendDefaults: _, ...rest } = caller.spec;
  const spec = { ...rest, ...(defaults && { backendDefaults: { clientPolicy: defaults } }) };
  if (!('backends' in spec)) return { ...caller, spec };
  const changed = spec.backends?.map(({ virtualService }) => {
    if (!virtualService || !backends.has(virtualService.virtualServiceName)) return { virtualService };
    const { clientPolicy: _own, ...service } = virtualService;
    const clientPolicy = backends.get(service.virtualServiceName);
    return { virtualService: { ...service, ...(clientPolicy && { clientPolicy }) } };
  });
  return { ...caller, spec: { ...spec, backends: changed } };
}

export function samePolicies(a: ClientPolicies, b: ClientPolicies): boolean {
  const plain = ({ defaults, backends }: ClientPolicies) => ({ defaults, backends: Object.fromEntries(backends) });
  return sameJson(plain(a), plain(b));
}

/** Whom a listener lets in. */
function admits(tls: ListenerTls | undefined) {
  const on = tls !== undefined && tls.mode !== 'DISABLED';
  return {
    plain: !on || tls.mode === 'PERMISSIVE',
    encrypted: on,
    anybody: on && tls.validation === undefined,
  };
}

/**
 * Whether callers that go by `from` would be turned away by a listener with `to`, or the other way round: then both
 * sides cannot change at any moment, as they are different proxies. Another certificate alone is no such change.
 */
export function turnsCallersAway(from: ListenerTls | undefined, to: ListenerTls | undefined): boolean {
  const [before, after] = [admits(from), admits(to)];
  if (before.encrypted && after.encrypted && !sameJson(from?.certificate, to?.certificate)) return false;
  return !sameJson(before, after);
}

/** The same for a node: at any port that both have. Then its TLS turns in steps (docs/adr/0025). */
export function needsTurn(from: TlsByPort, to: TlsByPort): boolean {
  return [...to].some(([port, tls]) => from.has(port) && turnsCallersAway(from.get(port), tls));
}

/**
 * A listener that lets in whoever any of these lets in, and nobody else; the last one is where it ends. It serves plain
 * connections where one of them does, and asks for client certificates only where all that speak TLS do.
 */
export function widestTls(all: readonly (ListenerTls | undefined)[]): ListenerTls | undefined {
  const encrypted = all.filter((tls) => tls !== undefined && admits(tls).encrypted);
  const base = encrypted.at(-1);
  if (!base) return all.at(-1);
  const { validation, ...rest } = base;
  return {
    ...rest,
    mode: all.some((tls) => admits(tls).plain) ? 'PERMISSIVE' : 'STRICT',
    ...(validation && encrypted.every((tls) => tls?.validation) && { validation }),
  };
}
