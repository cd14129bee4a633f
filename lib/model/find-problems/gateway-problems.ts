import type { VirtualGatewayListener } from '../generated/shapes';
import type { Resource } from '../kinds';
import type { Problem } from '../problems';
import { logProblems } from './node-problems';
import { problem } from './report';
import { listenerTlsProblems } from './tls-problems';

/** Port on which a gateway's proxy hands requests on to itself. */
const OWN_PORT = 15001;

/** What can be said about a virtual gateway by itself. */
export function gatewayProblems(gateway: Resource<'virtualGateway'>): Problem[] {
  const { spec } = gateway;
  const seen = new Set<number>();
  return [
    ...spec.listeners.flatMap((listener, i) => listenerProblems(gateway, listener, `listeners[${i}]`, seen)),
    ...logProblems(gateway, spec.logging),
  ];
}

function listenerProblems(
  gateway: Resource<'virtualGateway'>,
  listener: VirtualGatewayListener,
  path: string,
  seen: Set<number>,
): Problem[] {
  const { port } = listener.portMapping;
  const at = `${path}.portMapping.port`;
  const found: Problem[] = [];
  if (seen.has(port)) found.push(problem(gateway, 'listener-port-clash', at, { port }));
  seen.add(port);
  if (port === OWN_PORT) found.push(problem(gateway, 'gateway-port-taken', at, { port }));
  if (listener.healthCheck) found.push(problem(gateway, 'gateway-health-check-unused', `${path}.healthCheck`));
  return [...found, ...listenerTlsProblems(gateway, listener.tls, path)];
}
