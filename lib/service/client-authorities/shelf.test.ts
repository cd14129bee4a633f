import { describe, expect, it } from 'vitest';
import { createCipher } from '@/lib/identity';
import { createSqliteStore } from '@/lib/store';
import { authorityKeyPurpose, authorityShelf, forgetAuthorityKeys, resealAuthorities } from './shelf';

const about = { subject: 'CN=x', notAfter: 0, addedAt: 0, addedBy: 'x', certificate: 'pem' };
const own = {
  ...about,
  id: 'own',
  isOwn: true,
  sealedKey: createCipher('the old secret').seal('key', authorityKeyPurpose('own')),
};
const imported = { ...about, id: 'imported', isOwn: false };

async function storeWithBoth() {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await createSqliteStore({ path: ':memory:', clock: { now: () => 0 }, logger: quiet });
  await store.write((tx) => authorityShelf.write(tx, [own, imported]));
  return store;
}

describe('keys of our authorities', () => {
  it('are sealed anew when the secret changes', async () => {
    const store = await storeWithBoth();
    await store.write((tx) => resealAuthorities(tx, createCipher('the old secret'), createCipher('the new secret')));
    const [first, second] = await store.read(authorityShelf.read);
    expect(createCipher('the new secret').open(first?.sealedKey ?? '', authorityKeyPurpose('own'))).toBe('key');
    expect(second).toEqual(imported);
    await store.close();
  });

  it('are dropped when the secret is lost; what they issued stays trusted', async () => {
    const store = await storeWithBoth();
    await store.write((tx) => forgetAuthorityKeys(tx));
    const all = await store.read(authorityShelf.read);
    expect(all.map(({ id, sealedKey }) => [id, sealedKey])).toEqual([
      ['own', undefined],
      ['imported', undefined],
    ]);
    await store.close();
  });
});
