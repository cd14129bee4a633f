import { type Listener, logFormatProblem, type MeshSnapshot, type Resource } from '@/lib/model';
import type { BackendPortIr, FileLogIr, IngressIr, NodeIr } from '../ir/node';
import type { ServiceIr } from '../ir/service';
import { remember } from '../memo';
import { closedPorts } from './client-policy';
import { DEFAULT_IDLE_TIMEOUT_MS, DEFAULT_REQUEST_TIMEOUT_MS, milliseconds } from './durations';
import { serviceIr } from './service';
import { ipPreferenceOf, needsTls, uniqueListeners } from './targets';

const nodes = remember<Resource<'virtualNode'>, NodeIr>();

/** What the node's own spec and the mesh decide; the same object as long as both stay the same. */
export function nodeIr(snapshot: MeshSnapshot, node: Resource<'virtualNode'>): NodeIr {
  return nodes(node, [snapshot.mesh], () => {
    const meshSpec = snapshot.mesh.spec;
    return {
      mesh: snapshot.mesh.name,
      virtualNode: node.name,
      ipPreference: ipPreferenceOf(node.spec) ?? meshSpec.serviceDiscovery?.ipPreference,
      ingress: uniqueListeners(node.spec)
        .filter((listener) => !needsTls(listener))
        .map(ingressIr),
      listenerCount: node.spec.listeners?.length ?? 0,
      fileLog: fileLogIr(node),
      allowAll: meshSpec.egressFilter?.type === 'ALLOW_ALL',
    };
  });
}

function ingressIr({ portMapping: { port, protocol }, timeout }: Listener): IngressIr {
  const set = timeout?.[protocol];
  const perRequest = set && 'perRequest' in set ? milliseconds(set.perRequest) : undefined;
  const idle = milliseconds(set?.idle);
  return {
    protocol,
    port,
    requestTimeoutMs: perRequest ?? DEFAULT_REQUEST_TIMEOUT_MS,
    idleTimeoutMs: idle ?? DEFAULT_IDLE_TIMEOUT_MS,
    idleTimeoutGiven: idle !== undefined,
  };
}

function fileLogIr({ spec }: Resource<'virtualNode'>): FileLogIr | undefined {
  const file = spec.logging?.accessLog?.file;
  if (!file || logFormatProblem(file.format) !== undefined) return undefined;
  return { path: file.path, format: file.format };
}

/** A backend that exists, with what this caller's policies close. */
export interface BackendIr {
  service: ServiceIr;
  closedPorts: BackendPortIr['closedPorts'];
}

/** The backends of a node that exist, sorted by name. A service that is listed twice counts once, as first listed. */
export function backendsIr(snapshot: MeshSnapshot, node: Resource<'virtualNode'>): BackendIr[] {
  const byName = new Map<string, BackendIr>();
  for (const { virtualService } of node.spec.backends ?? []) {
    if (!virtualService || byName.has(virtualService.virtualServiceName)) continue;
    const service = serviceIr(snapshot, virtualService.virtualServiceName);
    if (service)
      byName.set(service.service, { service, closedPorts: closedPorts(node.spec, virtualService.clientPolicy) });
  }
  return [...byName.values()].sort((a, b) => (a.service.service < b.service.service ? -1 : 1));
}
