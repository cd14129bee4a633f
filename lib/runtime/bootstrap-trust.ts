import { X509Certificate } from 'node:crypto';
import type { BootstrapTls } from '@/lib/model';
import { certificatesIn } from './tls-files';

/** Authorities that a Debian image trusts. */
const SYSTEM_AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * What a proxy must trust to know this server, as far as its own file tells: the authority at the end of the chain, the
 * certificate itself where it has none; else one of those that the system trusts.
 */
export function trustFor(chain: string): BootstrapTls['ca'] {
  const last = certificatesIn(chain).at(-1);
  if (!last) return { file: SYSTEM_AUTHORITIES };
  const certificate = new X509Certificate(last);
  return certificate.checkIssued(certificate) ? { pem: last } : { file: SYSTEM_AUTHORITIES };
}
