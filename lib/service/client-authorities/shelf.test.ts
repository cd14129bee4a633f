import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '@/lib/store';
import type { Cipher } from '@/lib/util';
import {
  authorityKeyPurpose,
  forgetAuthorityKeys,
  readAuthorities,
  resealAuthorities,
  writeAuthorities,
} from './shelf';

/** Tells which secret sealed a text, and for what. */
const cipher = (secret: string): Cipher => ({
  seal: (plain, purpose) => [secret, purpose, plain].join('|'),
  open(sealed, purpose) {
    const [by, what, ...plain] = sealed.split('|');
    return by === secret && what === purpose ? plain.join('|') : undefined;
  },
});

const about = { subject: 'CN=x', notAfter: 0, addedAt: 0, addedBy: 'x', certificate: 'pem' };
const own = { ...about, id: 'own', isOwn: true, sealedKey: cipher('old').seal('key', authorityKeyPurpose('own')) };
const imported = { ...about, id: 'imported', isOwn: false };

async function storeWithBoth() {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await createSqliteStore({ path: ':memory:', clock: { now: () => 0 }, logger: quiet });
  await store.write((tx) => writeAuthorities(tx, [own, imported]));
  return store;
}

describe('keys of our authorities', () => {
  it('are sealed anew when the secret changes', async () => {
    const store = await storeWithBoth();
    await store.write((tx) => resealAuthorities(tx, cipher('old'), cipher('new')));
    const [first, second] = await store.read(readAuthorities);
    expect(cipher('new').open(first?.sealedKey ?? '', authorityKeyPurpose('own'))).toBe('key');
    expect(second).toEqual(imported);
    await store.close();
  });

  it('are dropped when the secret is lost; what they issued stays trusted', async () => {
    const store = await storeWithBoth();
    await store.write((tx) => forgetAuthorityKeys(tx));
    const all = await store.read(readAuthorities);
    expect(all.map(({ id, sealedKey }) => [id, sealedKey])).toEqual([
      ['own', undefined],
      ['imported', undefined],
    ]);
    await store.close();
  });
});
