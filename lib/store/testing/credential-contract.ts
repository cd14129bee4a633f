import { expect, it } from 'vitest';
import type { CredentialRecord } from '@/lib/model';
import { eachFixture } from './each-fixture';
import { HOME, type OpenFixture, record } from './fixture';

const CREDENTIAL: CredentialRecord = {
  ...HOME,
  id: 'c1',
  method: 'kubernetes',
  name: '支払い',
  subject: 'shop/checkout',
  resources: ['mesh/shop/virtualNode/*'],
  createdAt: 1.5,
  createdBy: 'ada',
};
const AUTHORITY = { id: 'a1', certificate: 'pem', privateKey: 'v1.sealed', createdAt: 2 };

/** Credentials of proxies and our own authorities. */
export function credentialContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('keeps and replaces credentials and authorities whole, and tells the feed', async () => {
    const { store } = fixture();
    const events = record(store);
    await store.write(async (tx) => {
      await tx.putProxyCredential(CREDENTIAL);
      await tx.putXdsAuthority(AUTHORITY);
    });
    await store.write((tx) => tx.putProxyCredential({ ...CREDENTIAL, revokedAt: 3, revokedBy: 'bo' }));
    const read = () => store.read(async (tx) => [await tx.proxyCredentials(), await tx.xdsAuthorities()]);
    expect(await read()).toEqual([[{ ...CREDENTIAL, revokedAt: 3, revokedBy: 'bo' }], [AUTHORITY]]);
    await store.write((tx) => tx.deleteXdsAuthority('a1'));
    expect((await read())[1]).toEqual([]);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['credentials']));
    expect(events.length).toBeGreaterThanOrEqual(3);
  });
}
