import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { XdsTls } from './types';

/**
 * What a TLS server is made of. No tickets, so that each connection is a full handshake: a resumed session would keep
 * the verdict on a client certificate whose authority was dropped meanwhile.
 */
export function secureOptions({ cert, key, clientAuthorities }: XdsTls): SecureContextOptions {
  return {
    cert,
    key,
    // Also when it is empty: without a list Node would trust every public authority to name our proxies.
    ca: [...clientAuthorities],
    minVersion: 'TLSv1.2',
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
}
