import { z } from 'zod';
import { clientAuthoritySchema } from '@/lib/model';
import type { ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';

/** What is stored of an authority: our own come with their sealed key. Which one issues is not stored: the newest. */
const storedSchema = clientAuthoritySchema.omit({ state: true }).extend({
  isOwn: z.boolean(),
  sealedKey: z.string().optional(),
});
export type StoredAuthority = z.infer<typeof storedSchema>;

/** All of them are one text in the store: there are few, and they change rarely. */
const NAME = 'client-authorities';

/** What the cipher binds a private key to. */
export const authorityKeyPurpose = (id: string): string => `client-authority/${id}`;

/** Newest first. */
export async function readAuthorities(tx: ReadTx): Promise<StoredAuthority[]> {
  const text = await tx.getSecret(NAME);
  return text === undefined ? [] : z.array(storedSchema).parse(JSON.parse(text));
}

export function writeAuthorities(tx: WriteTx, authorities: readonly StoredAuthority[]): Promise<void> {
  return tx.putSecret(NAME, JSON.stringify(authorities));
}

/** Seals the keys with another cipher; one that cannot be opened stays as it is: nobody can issue by it. */
export async function resealAuthorities(tx: ReadTx & WriteTx, opener: Cipher, cipher: Cipher): Promise<void> {
  const all = await readAuthorities(tx);
  if (all.length === 0) return;
  const sealed = all.map((one) => {
    const purpose = authorityKeyPurpose(one.id);
    const key = one.sealedKey === undefined ? undefined : opener.open(one.sealedKey, purpose);
    return key === undefined ? one : { ...one, sealedKey: cipher.seal(key, purpose) };
  });
  await writeAuthorities(tx, sealed);
}

/** Without the secret no certificate can be issued by them; those that were issued stay good. */
export async function forgetAuthorityKeys(tx: ReadTx & WriteTx): Promise<void> {
  const all = await readAuthorities(tx);
  if (all.length === 0) return;
  await writeAuthorities(
    tx,
    all.map(({ sealedKey: _, ...one }) => one),
  );
}
