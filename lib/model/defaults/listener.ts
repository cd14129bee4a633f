import type { HealthCheckPolicy, PortProtocol } from '../generated/shapes';
import { type Defaults, IDLE_TIMEOUT, NO_LIMIT, REQUEST_TIMEOUT } from './default';

interface AnyListener {
  portMapping: { port: number; protocol: PortProtocol };
  healthCheck?: Pick<HealthCheckPolicy, 'port'>;
  tls?: object;
  connectionPool?: Partial<Record<PortProtocol, object>>;
  timeout?: Partial<Record<PortProtocol, { perRequest?: unknown; idle?: unknown }>>;
}

const POOL_MEMBERS: Readonly<Record<PortProtocol, readonly string[]>> = {
  http: ['maxConnections', 'maxPendingRequests'],
  http2: ['maxRequests'],
  grpc: ['maxRequests'],
  tcp: ['maxConnections'],
};

/** Defaults that listeners of nodes and gateways share. */
export function listenerDefaults(listener: AnyListener, path: string, defaults: Defaults): void {
  const { port, protocol } = listener.portMapping;
  defaults.add(listener.tls, `${path}.tls.mode`, 'DISABLED');
  const pool = listener.connectionPool?.[protocol] as Record<string, unknown> | undefined;
  for (const member of POOL_MEMBERS[protocol]) {
    defaults.add(pool?.[member], `${path}.connectionPool.${protocol}.${member}`, NO_LIMIT);
  }
  if (listener.healthCheck) defaults.add(listener.healthCheck.port, `${path}.healthCheck.port`, port, 'listener');
}

/** Timeouts, which only listeners of nodes have. */
export function timeoutDefaults({ portMapping, timeout }: AnyListener, path: string, defaults: Defaults): void {
  const { protocol } = portMapping;
  const at = `${path}.timeout.${protocol}`;
  if (protocol !== 'tcp') defaults.add(timeout?.[protocol]?.perRequest, `${at}.perRequest`, REQUEST_TIMEOUT);
  defaults.add(timeout?.[protocol]?.idle, `${at}.idle`, IDLE_TIMEOUT);
}

/** A client policy is enforced, on every port, unless it says otherwise [model help]. */
export function policyDefaults(
  policy: { tls?: { enforce?: boolean; ports?: unknown } } | undefined,
  path: string,
  defaults: Defaults,
): void {
  if (!policy?.tls) return;
  defaults.add(policy.tls.enforce, `${path}.tls.enforce`, true);
  defaults.add(policy.tls.ports, `${path}.tls.ports`, 'all');
}
