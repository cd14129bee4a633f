import type { LogAddress } from '@/lib/control';
import type { PeerInfo } from '@/lib/xds';
import type { Config } from './config';

/**
 * Where a proxy reaches the access log service: as it reached us. By the Unix socket where it came by that, else at
 * MESHKEEP_XDS_ADDRESS, else at the port that we listen on.
 */
export function logAddress(
  config: Pick<Config, 'host' | 'xdsSocket' | 'xdsAddress'>,
  xdsPort: number,
  peer: PeerInfo,
): LogAddress {
  if (peer.address.startsWith('unix:') && config.xdsSocket) return { pipe: config.xdsSocket };
  return proxyAddress(config, xdsPort);
}

/** Where a proxy reaches the xDS port, as far as we know: MESHKEEP_XDS_ADDRESS, else where we listen. */
export function proxyAddress(
  config: Pick<Config, 'host' | 'xdsAddress'>,
  xdsPort: number,
): { host: string; port: number } {
  const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
  return config.xdsAddress ?? { host, port: xdsPort };
}
