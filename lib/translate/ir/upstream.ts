import type { TargetIr } from './discovery';
import type { ClientTlsIr } from './tls';

/** A target as a caller with certain policies reaches it: the content of one egress cluster. */
export interface UpstreamIr {
  target: TargetIr;
  tls: ClientTlsIr | undefined;
  /** What tells its cluster from the target's usual one; undefined for the usual one. */
  variant: string | undefined;
}
