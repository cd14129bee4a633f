import type { CertificateDirectory, HeldCertificate } from '@/lib/model';
import type { Cipher } from '@/lib/util';
import { openCertificate, type StoredCertificate } from './shelf';

/** The directory of what is stored now. Keys are opened when they are asked for first; the same object ever after. */
export function directoryOf(shelf: readonly StoredCertificate[], cipher: Cipher): CertificateDirectory {
  const byArn = new Map(shelf.map((one) => [one.arn, one]));
  const opened = new Map<string, HeldCertificate | undefined>();
  return {
    certificate(arn) {
      const stored = byArn.get(arn);
      if (stored?.kind !== 'certificate') return undefined;
      if (!opened.has(arn)) opened.set(arn, openCertificate(stored, cipher));
      return opened.get(arn);
    },
    authority: (arn) => (byArn.get(arn)?.kind === 'authority' ? byArn.get(arn)?.certificate : undefined),
    authorityOf: (arn) => (byArn.get(arn)?.kind === 'certificate' ? byArn.get(arn)?.authorities : undefined),
    notAfter: (arn) => byArn.get(arn)?.notAfter,
  };
}
