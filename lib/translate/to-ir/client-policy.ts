import type { ClientPolicy, VirtualGatewaySpec, VirtualNodeSpec } from '@/lib/model';
import type { ClosedPorts } from '../ir/node';

/**
 * Which ports of a backend's targets this node or gateway may reach by TLS only: an enforced client policy, the backend's own
 * before the node's default. TLS is not rendered yet, so these targets get no cluster and their routes answer 503.
 * `enforce` is true unless it says false; no list of ports means every port.
 */
export function closedPorts(
  spec: Pick<VirtualNodeSpec | VirtualGatewaySpec, 'backendDefaults'>,
  own: ClientPolicy | undefined,
): ClosedPorts {
  const tls = own?.tls ?? spec.backendDefaults?.clientPolicy?.tls;
  if (!tls || tls.enforce === false) return 'none';
  return tls.ports && tls.ports.length > 0 ? [...tls.ports].sort((a, b) => a - b) : 'all';
}

/** Everything that one of two policies closes. */
export function eitherCloses(a: ClosedPorts, b: ClosedPorts): ClosedPorts {
  if (a === 'all' || b === 'all') return 'all';
  if (a === 'none') return b;
  if (b === 'none') return a;
  return [...new Set([...a, ...b])].sort((one, other) => one - other);
}
