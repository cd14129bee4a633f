import type { Logger } from '@/lib/util';
import type { PeerInfo, XdsEvent } from './types';

/** gRPC's code for a request that cannot be read. */
export const INVALID_ARGUMENT = 3;

/** What streams of figures (load reports, access logs) need. */
export interface ReportContext {
  emit(event: XdsEvent): void;
  now(): number;
  logger: Logger;
}

/** Takes messages until one cannot be read: that ends its stream with a status, and is logged. */
export function readable(
  take: (bytes: Buffer) => void,
  on: { what: string; peer: PeerInfo; logger: Logger; refuse(details: string): void },
): (bytes: Buffer) => void {
  let refused = false;
  return (bytes) => {
    if (refused) return;
    try {
      take(bytes);
    } catch (error) {
      refused = true;
      const reason = error instanceof Error ? error.message : String(error);
      on.logger.warn(`${on.what} cannot be read`, { peer: on.peer.address, reason });
      on.refuse(`the ${on.what} cannot be read: ${reason}`);
    }
  };
}
