import type { AccessKey, ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';

/** What the cipher binds the secret of an access key to. */
export const accessKeyPurpose = (id: string): string => `access-key/${id}`;

/** An access key as it may be stored. */
export function sealAccessKey(cipher: Cipher, key: AccessKey): AccessKey {
  return { ...key, secret: cipher.seal(key.secret, accessKeyPurpose(key.id)) };
}

/** An access key with its secret readable; undefined when nobody knows it. */
export async function findAccessKey(tx: ReadTx, cipher: Cipher, id: string): Promise<AccessKey | undefined> {
  const stored = await tx.accessKey(id);
  const secret = stored && cipher.open(stored.secret, accessKeyPurpose(id));
  return stored && secret !== undefined ? { ...stored, secret } : undefined;
}

/** Stores an access key, sealed. */
export function putAccessKey(tx: WriteTx, cipher: Cipher, key: AccessKey): Promise<void> {
  return tx.putAccessKey(sealAccessKey(cipher, key));
}
