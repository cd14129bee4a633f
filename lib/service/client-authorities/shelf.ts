import { z } from 'zod';
import { clientAuthoritySchema } from '@/lib/model';
import type { ReadTx, WriteTx } from '@/lib/store';
import type { Cipher } from '@/lib/util';
import { storedList } from '../stored-list';

/** What is stored of an authority: our own come with their sealed key. Which one issues is not stored: the newest. */
const storedSchema = clientAuthoritySchema.omit({ state: true }).extend({
  isOwn: z.boolean(),
  sealedKey: z.string().optional(),
});
export type StoredAuthority = z.infer<typeof storedSchema>;

/** Newest first. */
export const authorityShelf = storedList('client-authorities', storedSchema);

/** What the cipher binds a private key to. */
export const authorityKeyPurpose = (id: string): string => `client-authority/${id}`;

/** Seals the keys with another cipher; one that cannot be opened stays as it is: nobody can issue by it. */
export function resealAuthorities(tx: ReadTx & WriteTx, opener: Cipher, cipher: Cipher): Promise<void> {
  return authorityShelf.change(tx, (one) => {
    const purpose = authorityKeyPurpose(one.id);
    const key = one.sealedKey === undefined ? undefined : opener.open(one.sealedKey, purpose);
    return key === undefined ? one : { ...one, sealedKey: cipher.seal(key, purpose) };
  });
}

/** Without the secret no certificate can be issued by them; those that were issued stay good. */
export function forgetAuthorityKeys(tx: ReadTx & WriteTx): Promise<void> {
  return authorityShelf.change(tx, ({ sealedKey: _, ...one }) => one);
}
