import type { Resource, ResourceRef } from '../kinds';
import type { Problem } from '../problems';
import type { MeshSnapshot } from '../snapshot';
import { problem } from './report';

/** A call that an access log showed within the last minute. */
export interface SeenCall {
  caller: ResourceRef;
  virtualService: string;
}

/**
 * Nodes that were seen calling a virtual service of the mesh that is not among their backends, in the order of their
 * names. Only proxies that send access logs can show it: silence says nothing. Of a mesh as a draft would have it, the
 * same calls tell which backend is taken away while it is in use.
 */
export function callProblems(snapshot: MeshSnapshot, calls: Iterable<SeenCall>): Problem[] {
  const found = [...calls].flatMap(({ caller, virtualService: service }) => {
    const node = caller.kind === 'virtualNode' ? snapshot.virtualNodes.get(caller.name) : undefined;
    if (!node || !snapshot.virtualServices.has(service) || hasBackend(node, service)) return [];
    return [problem(node, 'call-without-backend', 'backends', { service })];
  });
  const key = ({ params }: Problem) => `${params.name} ${params.service}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function hasBackend({ spec }: Resource<'virtualNode'>, service: string): boolean {
  return (spec.backends ?? []).some(({ virtualService }) => virtualService?.virtualServiceName === service);
}
