import { z } from 'zod';
import { certificateSchema, type HeldCertificate } from '@/lib/model';
import type { ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';

/** What is stored of a certificate or authority: everything but the private key in the open. */
const storedSchema = certificateSchema.omit({ hasPrivateKey: true }).extend({
  /** Of a certificate: those that its clients may trust, in PEM. */
  authorities: z.string(),
  sealedKey: z.string().optional(),
});

export type StoredCertificate = z.infer<typeof storedSchema>;

/** All of them are one text in the store: there are few, and they change rarely. */
const NAME = 'certificates';

/** What the cipher binds a private key to. */
export const privateKeyPurpose = (arn: string): string => `private-key/${arn}`;

export async function readShelf(tx: ReadTx): Promise<StoredCertificate[]> {
  const text = await tx.getSecret(NAME);
  return text === undefined ? [] : z.array(storedSchema).parse(JSON.parse(text));
}

export function writeShelf(tx: WriteTx, shelf: readonly StoredCertificate[]): Promise<void> {
  return tx.putSecret(NAME, JSON.stringify(shelf));
}

/** A certificate with its key readable; undefined where nobody knows it. */
export function openCertificate(
  { arn, certificate, sealedKey }: StoredCertificate,
  cipher: Cipher,
): HeldCertificate | undefined {
  const privateKey = sealedKey === undefined ? undefined : cipher.open(sealedKey, privateKeyPurpose(arn));
  return privateKey === undefined ? undefined : { chain: certificate, privateKey };
}

/** Seals the keys with another cipher; one that cannot be opened stays as it is: nobody can use it. */
export async function resealCertificates(tx: ReadTx & WriteTx, opener: Cipher, cipher: Cipher): Promise<void> {
  const shelf = await readShelf(tx);
  if (shelf.length === 0) return;
  const sealed = shelf.map((one) => {
    const held = openCertificate(one, opener);
    return held ? { ...one, sealedKey: cipher.seal(held.privateKey, privateKeyPurpose(one.arn)) } : one;
  });
  await writeShelf(tx, sealed);
}

/** Without the secret private keys are lost; what others may trust stays. */
export async function forgetPrivateKeys(tx: ReadTx & WriteTx): Promise<void> {
  const shelf = await readShelf(tx);
  if (shelf.length > 0)
    await writeShelf(
      tx,
      shelf.filter(({ sealedKey }) => sealedKey === undefined),
    );
}
