import { type CertificateDirectory, NO_CERTIFICATES } from '@/lib/model';
import type { PeerInfo } from '@/lib/xds';

/** Certificates for TLS between proxies, as they are now. */
export interface HeldCertificates {
  /** The same object until something changes. */
  directory(): CertificateDirectory;
  onChange(listener: () => void): void;
}

/** Holds nothing, for ever. */
export const NOTHING_HELD: HeldCertificates = { directory: () => NO_CERTIFICATES, onChange: () => undefined };

/**
 * Whether private keys may go to a proxy: nobody can read along, and it is known who it is. Over a Unix socket the
 * rights of the file say who may come; over TCP that takes TLS and a credential (docs/adr/0021).
 */
export function mayHoldKeys({ address, secure, proof }: PeerInfo): boolean {
  return secure && (address.startsWith('unix:') || proof?.ok === true);
}

const withoutKeys = new WeakMap<CertificateDirectory, CertificateDirectory>();

/** What everybody may have of a directory: whom to trust. The same object for the same directory. */
export function publicPart(directory: CertificateDirectory): CertificateDirectory {
  const known = withoutKeys.get(directory);
  if (known) return known;
  const { authority, authorityOf, notAfter } = directory;
  const made = { certificate: () => undefined, authority, authorityOf, notAfter };
  withoutKeys.set(directory, made);
  return made;
}
