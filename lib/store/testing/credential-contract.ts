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

/** Credentials of proxies. */
export function credentialContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('keeps and replaces credentials whole, and tells the feed', async () => {
    const { store } = fixture();
    const events = record(store);
    await store.write((tx) => tx.putProxyCredential(CREDENTIAL));
    await store.write((tx) => tx.putProxyCredential({ ...CREDENTIAL, revokedAt: 3, revokedBy: 'bo' }));
    const kept = await store.read((tx) => tx.proxyCredentials());
    expect(kept).toEqual([{ ...CREDENTIAL, revokedAt: 3, revokedBy: 'bo' }]);
    expect(events.map(({ type }) => type)).toEqual(['credentials', 'credentials']);
  });
}
