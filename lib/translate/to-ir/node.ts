import {
  type Listener,
  type Logging,
  logFormatProblem,
  type MeshSnapshot,
  type Resource,
  type VirtualGatewayLogging,
} from '@/lib/model';
import type { FileLogIr, IngressIr, NodeIr } from '../ir/node';
import type { ServiceIr } from '../ir/service';
import type { CallerPolicyIr } from '../ir/tls';
import { once, remember, sameItems } from '../memo';
import { backendPolicies } from './client-policy';
import { DEFAULT_IDLE_TIMEOUT_MS, DEFAULT_REQUEST_TIMEOUT_MS, milliseconds } from './durations';
import { poolIr } from './protection';
import { serviceIr } from './service';
import { ipPreferenceOf, uniqueListeners } from './targets';
import { serverTlsIr } from './tls';

const nodes = remember<Resource<'virtualNode'>, NodeIr>();

/** What the node's own spec and the mesh decide; the same object as long as both stay the same. */
export function nodeIr(snapshot: MeshSnapshot, node: Resource<'virtualNode'>): NodeIr {
  return nodes(node, [snapshot.mesh], () => {
    const meshSpec = snapshot.mesh.spec;
    return {
      mesh: snapshot.mesh.name,
      virtualNode: node.name,
      ipPreference: ipPreferenceOf(node.spec) ?? meshSpec.serviceDiscovery?.ipPreference,
      ingress: uniqueListeners(node.spec.listeners).map(ingressIr),
      listenerCount: node.spec.listeners?.length ?? 0,
      fileLog: fileLogIr(node.spec.logging),
      allowAll: meshSpec.egressFilter?.type === 'ALLOW_ALL',
    };
  });
}

function ingressIr(listener: Listener): IngressIr {
  const { portMapping, timeout } = listener;
  const { port, protocol } = portMapping;
  const set = timeout?.[protocol];
  const perRequest = set && 'perRequest' in set ? milliseconds(set.perRequest) : undefined;
  const idle = milliseconds(set?.idle);
  return {
    protocol,
    port,
    requestTimeoutMs: perRequest ?? DEFAULT_REQUEST_TIMEOUT_MS,
    idleTimeoutMs: idle ?? DEFAULT_IDLE_TIMEOUT_MS,
    idleTimeoutGiven: idle !== undefined,
    pool: poolIr(listener),
    tls: serverTlsIr(listener.tls),
  };
}

/** The file that a node or gateway logs to; none where Envoy would refuse the format. */
export function fileLogIr(logging: Logging | VirtualGatewayLogging | undefined): FileLogIr | undefined {
  const file = logging?.accessLog?.file;
  if (!file || logFormatProblem(file.format) !== undefined) return undefined;
  return { path: file.path, format: file.format };
}

/** A backend that exists, with this caller's policies for it. */
export interface BackendIr {
  service: ServiceIr;
  policy: CallerPolicyIr;
}

/** A backend that a node lists, whether or not the mesh has it. */
interface WantedBackend {
  name: string;
  policy: CallerPolicyIr;
}

const wanted = once<Resource<'virtualNode'>, readonly WantedBackend[]>();

/** The backends of a node that exist, sorted by name; `before`, and its items, where they stay the same. */
export function backendsIr(
  snapshot: MeshSnapshot,
  node: Resource<'virtualNode'>,
  before: readonly BackendIr[] = [],
): readonly BackendIr[] {
  const backends: BackendIr[] = [];
  for (const { name, policy } of wanted(node, () => wantedBackends(node))) {
    const service = serviceIr(snapshot, name);
    if (!service) continue;
    const known = before[backends.length];
    backends.push(known?.service === service ? known : { service, policy });
  }
  return sameItems(before, backends) ? before : backends;
}

function wantedBackends({ spec }: Resource<'virtualNode'>): WantedBackend[] {
  return [...backendPolicies(spec)]
    .map(([name, policy]) => ({ name, policy }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
