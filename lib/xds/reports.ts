import type { Logger } from '@/lib/util';
import type { CallHandler, GrpcCall } from './grpc/call';
import type { NodeInfo, PeerInfo, XdsEvent } from './types';

/** gRPC's code for a request that cannot be read. */
const INVALID_ARGUMENT = 3;

/** What streams of figures (load reports, access logs) need. */
export interface ReportContext {
  emit(event: XdsEvent): void;
  now(): number;
  logger: Logger;
  /** Whether this node's reports are taken here; when not, the stream has been ended. */
  welcome(node: NodeInfo): boolean;
}

/** Takes messages until one cannot be read: that ends its stream with a status, and is logged. */
export function reportHandler(
  call: GrpcCall,
  take: (bytes: Buffer) => void,
  on: { what: string; peer: PeerInfo; logger: Logger },
): CallHandler {
  return {
    message(bytes) {
      try {
        take(bytes);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        on.logger.warn(`${on.what} cannot be read`, { peer: on.peer.address, reason });
        call.finish(INVALID_ARGUMENT, `the ${on.what} cannot be read: ${reason}`);
      }
    },
    end: () => call.finish(),
    closed: () => undefined,
  };
}
