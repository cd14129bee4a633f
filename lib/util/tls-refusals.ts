import type { Clock, Logger } from './ports';
import { createSparing } from './sparing';

/** One line a minute for each address and reason; the addresses that are remembered. */
const EVERY_MS = 60_000;
const MOST_ADDRESSES = 200;

/** Logs connections that did not get as far as speaking: sparingly, since strangers make them. */
export function createTlsRefusals(port: string, { clock, logger }: { clock: Clock; logger: Logger }) {
  const sparing = createSparing({ everyMs: EVERY_MS, most: MOST_ADDRESSES });
  return (peer: string, error: { code?: string; message: string }): void => {
    const why = handshakeWords(error);
    const quiet = sparing.tell(`${peer} ${why}`, clock.now());
    if (quiet === undefined) return;
    logger.warn(`a connection to the ${port} port was refused`, { peer, why, ...(quiet > 0 && { more: quiet }) });
  };
}

/** OpenSSL's codes for bytes that are no TLS at all. */
const PLAIN = ['ERR_SSL_HTTP_REQUEST', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'];

function handshakeWords({ code = '', message }: { code?: string; message: string }): string {
  if (PLAIN.includes(code)) return 'it spoke without TLS, and this port takes TLS only';
  return `the TLS handshake failed: ${message}`;
}
