import type { GatewayIr } from '../ir/gateway';
import { isIp } from '../to-ir/ip';
import type { DataplaneMode } from '../types';

/** Port of the second hop behind App Mesh's own data plane; on a gateway nothing is intercepted. */
const EGRESS_PORT = 15001;

/** Tells the second hop which virtual service a request is for; App Mesh's own name. */
export const TARGET_HEADER = 'x-app-mesh-virtual-service';

/** Where a gateway's second hop listens. */
export interface SecondHop {
  name: string;
  address: string;
  port: number;
}

/**
 * The second hop's place. It takes plain requests from the first, so it listens on this machine only, whatever its name
 * says: from elsewhere it would be a way around the TLS of the gateway's listeners.
 */
export function secondHop(dataplane: DataplaneMode): SecondHop {
  if (dataplane.mode === 'intercept') {
    return { name: `lds_egress_0.0.0.0_${EGRESS_PORT}`, address: '127.0.0.1', port: EGRESS_PORT };
  }
  const { address, egressPort: port } = dataplane;
  return { name: `lds_egress_${address}_${port}`, address: loopback(address), port };
}

function loopback(address: string): string {
  if (address.startsWith('127.') && isIp(address)) return address;
  return address.includes(':') ? '::1' : '127.0.0.1';
}

/** `cds_ingress_<mesh>_<gateway>_self_redirect[_<listener port>]_<protocol>_15001`, the port only with several. */
export function selfRedirectName(
  { mesh, virtualGateway, listenerCount }: GatewayIr,
  listener: { port: number; protocol: string },
  hop: SecondHop,
): string {
  const own = listenerCount > 1 ? `_${listener.port}` : '';
  return `cds_ingress_${mesh}_${virtualGateway}_self_redirect${own}_${listener.protocol}_${hop.port}`;
}
