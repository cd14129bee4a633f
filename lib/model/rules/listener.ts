import { type Path, type Violation, violation } from '../validate/violation';

interface AnyListener {
  portMapping: { port: number; protocol: string };
  connectionPool?: object;
  timeout?: object;
  healthCheck?: { port?: number };
}

/**
 * Rules for the listeners of nodes and gateways: the member of a connection pool or timeout must be the listener's
 * protocol [UG virtual_nodes], and a health check's port one of the listeners' [model help].
 */
export function listenerRules(listeners: readonly AnyListener[], at: Path, out: Violation[]): void {
  const ports = new Set(listeners.map((listener) => listener.portMapping.port));
  listeners.forEach((listener, i) => {
    const here = [...at, 'listeners', i];
    const { protocol } = listener.portMapping;
    sameProtocol(listener.connectionPool, protocol, [...here, 'connectionPool'], 'pool-protocol-differs', out);
    sameProtocol(listener.timeout, protocol, [...here, 'timeout'], 'timeout-protocol-differs', out);
    const port = listener.healthCheck?.port;
    if (port === undefined || port === null || ports.has(port)) return;
    const text = `must be the port of a listener (${[...ports].join(', ')}), was ${port}`;
    out.push(violation('health-check-port-unknown', [...here, 'healthCheck', 'port'], text, { was: port }));
  });
}

function sameProtocol(
  union: object | undefined,
  protocol: string,
  at: Path,
  code: 'pool-protocol-differs' | 'timeout-protocol-differs',
  out: Violation[],
): void {
  for (const [member, value] of Object.entries(union ?? {})) {
    if (member === protocol || value === undefined || value === null) continue;
    if (!['http', 'http2', 'grpc', 'tcp'].includes(member)) continue;
    const text = `must be for the listener's protocol ${protocol}, was for ${member}`;
    out.push(violation(code, [...at, member], text, { protocol, was: member }));
  }
}
