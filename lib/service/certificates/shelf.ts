import { z } from 'zod';
import { certificateSchema, type HeldCertificate } from '@/lib/model';
import type { ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';
import { storedList } from '../stored-list';

/** What is stored of a certificate or authority: everything but the private key in the open. */
const storedSchema = certificateSchema.omit({ hasPrivateKey: true, notBefore: true }).extend({
  /** Of a certificate: those that its clients may trust, in PEM. */
  authorities: z.string(),
  sealedKey: z.string().optional(),
});

export type StoredCertificate = z.infer<typeof storedSchema>;

export const certificateShelf = storedList('certificates', storedSchema);

/** What the cipher binds a private key to. */
export const privateKeyPurpose = (arn: string): string => `private-key/${arn}`;

/** A certificate with its key readable; undefined where nobody knows it. */
export function openCertificate(
  { arn, certificate, sealedKey }: StoredCertificate,
  cipher: Cipher,
): HeldCertificate | undefined {
  const privateKey = sealedKey === undefined ? undefined : cipher.open(sealedKey, privateKeyPurpose(arn));
  return privateKey === undefined ? undefined : { chain: certificate, privateKey };
}

/** Seals the keys with another cipher; one that cannot be opened stays as it is: nobody can use it. */
export function resealCertificates(tx: ReadTx & WriteTx, opener: Cipher, cipher: Cipher): Promise<void> {
  return certificateShelf.change(tx, (one) => {
    const held = openCertificate(one, opener);
    return held ? { ...one, sealedKey: cipher.seal(held.privateKey, privateKeyPurpose(one.arn)) } : one;
  });
}

/** Without the secret private keys are lost; what others may trust stays. */
export function forgetPrivateKeys(tx: ReadTx & WriteTx): Promise<void> {
  return certificateShelf.change(tx, (one) => (one.sealedKey === undefined ? one : undefined));
}
