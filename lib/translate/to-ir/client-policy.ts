import type { ClientPolicy, VirtualNodeSpec } from '@/lib/model';
import type { BackendPortIr } from '../ir/node';

/**
 * Which ports of a backend's targets this node may reach by TLS only: an enforced client policy, the backend's own
 * before the node's default. TLS is not rendered yet, so these targets get no cluster and their routes answer 503.
 * `enforce` is true unless it says false; no list of ports means every port.
 */
export function closedPorts(spec: VirtualNodeSpec, own: ClientPolicy | undefined): BackendPortIr['closedPorts'] {
  const tls = own?.tls ?? spec.backendDefaults?.clientPolicy?.tls;
  if (!tls || tls.enforce === false) return 'none';
  return tls.ports && tls.ports.length > 0 ? [...tls.ports].sort((a, b) => a - b) : 'all';
}
