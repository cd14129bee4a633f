import type { Listener, Logging, OutlierDetection, VirtualGatewayLogging } from '../generated/shapes';
import type { Resource } from '../kinds';
import { logFormatProblem } from '../log-format';
import type { Problem } from '../problems';
import { problem } from './report';
import { listenerTlsProblems } from './tls-problems';

/** What can be said about a virtual node by itself. */
export function nodeProblems(node: Resource<'virtualNode'>): Problem[] {
  const { spec } = node;
  const seen = new Set<number>();
  return [
    ...(spec.listeners ?? []).flatMap((listener, i) => listenerProblems(node, listener, `listeners[${i}]`, seen)),
    ...logProblems(node, spec.logging),
  ];
}

function listenerProblems(
  node: Resource<'virtualNode'>,
  listener: Listener,
  path: string,
  seen: Set<number>,
): Problem[] {
  const { port } = listener.portMapping;
  const found: Problem[] = [];
  if (seen.has(port)) found.push(problem(node, 'listener-port-clash', `${path}.portMapping.port`, { port }));
  seen.add(port);
  found.push(...listenerTlsProblems(node, listener.tls, path));
  return [...found, ...outlierProblems(node, listener.outlierDetection, `${path}.outlierDetection`)];
}

/** Envoy refuses times of 0; and of one host nobody can choose another. */
function outlierProblems(
  node: Resource<'virtualNode'>,
  detection: OutlierDetection | undefined,
  path: string,
): Problem[] {
  if (!detection) return [];
  if (!detection.interval.value || !detection.baseEjectionDuration.value) {
    return [problem(node, 'outlier-detection-without-times', path)];
  }
  const dns = node.spec.serviceDiscovery?.dns;
  return dns && dns.responseType !== 'ENDPOINTS' ? [problem(node, 'outlier-detection-of-one-host', path)] : [];
}

/** The log of a node or gateway. */
export function logProblems(node: Resource, logging: Logging | VirtualGatewayLogging | undefined): Problem[] {
  const format = logging?.accessLog?.file?.format;
  const reason = logFormatProblem(format);
  if (reason === undefined) return [];
  return [problem(node, 'log-format-not-supported', 'logging.accessLog.file.format', { format: reason })];
}
