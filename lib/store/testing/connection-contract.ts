import { expect, it } from 'vitest';
import type { ConnectionRecord } from '@/lib/model';
import { eachFixture } from './each-fixture';
import { HOME, type OpenFixture, record } from './fixture';

const CONNECTION: ConnectionRecord = {
  ...HOME,
  id: 'c1',
  name: '本番',
  awsRegion: 'eu-central-1',
  pollSeconds: 10,
  callsPerSecond: 20,
  namespaces: [{ namespace: 'apps.local', awsNamespace: 'prod.apps.local' }],
  createdAt: 1.5,
  createdBy: 'ada',
  changedAt: 1.5,
  changedBy: 'ada',
};

/** Connections to AWS Cloud Map. */
export function connectionContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('keeps, replaces and deletes connections whole, and tells the feed', async () => {
    const { store } = fixture();
    const events = record(store);
    await store.write((tx) => tx.putConnection(CONNECTION));
    await store.write((tx) => tx.putConnection({ ...CONNECTION, pollSeconds: 30 }));
    expect(await store.read((tx) => tx.connections())).toEqual([{ ...CONNECTION, pollSeconds: 30 }]);
    await store.write((tx) => tx.deleteConnection(CONNECTION.id));
    expect(await store.read((tx) => tx.connections())).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(['connections', 'connections', 'connections']);
  });

  it('forgets observed state by name', async () => {
    const { store } = fixture();
    await store.write(async (tx) => {
      await tx.putObserved('a', { n: 1 });
      await tx.putObserved('b', { n: 2 });
    });
    await store.write((tx) => tx.deleteObserved('a'));
    expect(await store.read((tx) => tx.observed('a'))).toBeUndefined();
    expect(await store.read((tx) => tx.observed('b'))).toEqual({ n: 2 });
  });
}
