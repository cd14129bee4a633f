/** A certificate that we hold, in PEM. */
export interface HeldCertificate {
  /** The certificate, and those between it and its authority. */
  chain: string;
  privateKey: string;
}

/**
 * Certificates and authorities by ARN, as far as whoever asks may have them. Immutable: a change makes a new directory.
 */
export interface CertificateDirectory {
  /** A certificate with its private key. */
  certificate(arn: string): HeldCertificate | undefined;
  /** An authority's own certificates, in PEM. */
  authority(arn: string): string | undefined;
  /** The authority behind a certificate that we hold, in PEM. */
  authorityOf(certificateArn: string): string | undefined;
  /** When a certificate or authority ends, ms since the epoch; undefined where it is not held. */
  notAfter(arn: string): number | undefined;
}

/** Holds nothing. */
export const NO_CERTIFICATES: CertificateDirectory = {
  certificate: () => undefined,
  authority: () => undefined,
  authorityOf: () => undefined,
  notAfter: () => undefined,
};
