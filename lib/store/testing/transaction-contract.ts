import { expect, it } from 'vitest';
import { eachFixture } from './each-fixture';
import { ENTRY, MESH, NAMESPACE, type OpenFixture, putAll, record, resource } from './fixture';

const NODE = { kind: 'virtualNode', name: 'n' } as const;

/** Transactions: all or nothing, one writer at a time, no half state to be seen, and wrong use is told. */
export function transactionContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('keeps nothing of a transaction that throws, and tells nobody', async () => {
    const { store } = fixture();
    await putAll(store, [resource('virtualNode', 'n')]);
    const events = record(store);
    const failing = store.write(async (tx) => {
      await tx.put(resource('virtualNode', 'n', { version: 2 }));
      await tx.put(resource('virtualNode', 'new'));
      await tx.commitRevision(MESH, ENTRY);
      await tx.putSecret('s', 'v');
      await tx.putNamespace(NAMESPACE);
      await tx.putClientToken('scope', 't', { inputHash: 'h', output: '{}', at: 0 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await store.read(async (tx) => {
      expect(await tx.list(MESH, 'virtualNode')).toEqual([resource('virtualNode', 'n')]);
      expect(await tx.revision(MESH)).toBe(1);
      expect(await tx.history(MESH, { limit: 10 })).toHaveLength(1);
      expect(await tx.getSecret('s')).toBeUndefined();
      expect(await tx.namespace(NAMESPACE.id)).toBeUndefined();
      expect(await tx.clientToken('scope', 't')).toBeUndefined();
    });
    expect(events).toEqual([]);
  });

  it('goes on after a transaction that threw, without a gap in the revisions', async () => {
    const { store } = fixture();
    const events = record(store);
    await putAll(store, [resource('virtualNode', 'n')]);
    await expect(store.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await putAll(store, [resource('virtualNode', 'n', { version: 2 })])).toBe(2);
    expect(events.map((event) => event.seq - (events[0]?.seq ?? 0))).toEqual([0, 1]);
  });

  it('runs writers one after the other: no update is lost', async () => {
    const { store } = fixture();
    await putAll(store, [resource('virtualNode', 'n', { version: 0 })]);
    const raise = () =>
      store.write(async (tx) => {
        const before = await tx.get(MESH, NODE);
        await new Promise((resolve) => setImmediate(resolve));
        const version = (before?.version ?? 0) + 1;
        await tx.put(resource('virtualNode', 'n', { version }));
        await tx.commitRevision(MESH, ENTRY);
      });
    await Promise.all(Array.from({ length: 20 }, raise));
    expect((await store.read((tx) => tx.get(MESH, NODE)))?.version).toBe(20);
    expect(await store.read((tx) => tx.revision(MESH))).toBe(21);
  });

  it('shows a reader the state before or after a transaction, never between', async () => {
    const { store } = fixture();
    const gate = Promise.withResolvers<void>();
    const half = Promise.withResolvers<void>();
    const writing = store.write(async (tx) => {
      await tx.put(resource('virtualNode', 'a'));
      half.resolve();
      await gate.promise;
      await tx.put(resource('virtualNode', 'b'));
      await tx.commitRevision(MESH, ENTRY);
    });
    await half.promise;
    const reading = store.read((tx) => tx.all(MESH));
    gate.resolve();
    await writing;
    expect([0, 2]).toContain((await reading).length);
  });

  it('shows one reader the same state from its first to its last question', async () => {
    const { store } = fixture();
    const reading = store.read(async (tx) => {
      const before = await tx.count(MESH, 'virtualNode');
      await new Promise((resolve) => setImmediate(resolve));
      return [before, await tx.count(MESH, 'virtualNode')];
    });
    await putAll(store, [resource('virtualNode', 'n')]);
    expect(await reading).toEqual([0, 0]);
  });

  it('sees its own writes', async () => {
    const { store } = fixture();
    const seen = await store.write(async (tx) => {
      await tx.put(resource('virtualNode', 'n'));
      const inside = await tx.get(MESH, NODE);
      await tx.commitRevision(MESH, ENTRY);
      return inside;
    });
    expect(seen).toEqual(resource('virtualNode', 'n'));
  });

  it.each(['read', 'write'] as const)(
    'refuses %s inside a transaction instead of waiting for itself',
    async (inner) => {
      const { store } = fixture();
      const nested = (): Promise<void> => (inner === 'read' ? store.read(async () => {}) : store.write(async () => {}));
      for (const outer of [store.write(nested), store.read(nested)]) {
        await expect(outer).rejects.toMatchObject({ name: 'StoreError', code: 'misuse' });
      }
      await putAll(store, [resource('virtualNode', 'n')]);
    },
  );

  it('refuses what a transaction tries after its end', async () => {
    const { store } = fixture();
    const leaked = await store.write(async (tx) => tx);
    const late = leaked.putSecret('s', 'v');
    await expect(late).rejects.toMatchObject({ name: 'StoreError', code: 'misuse' });
    expect(await store.read((tx) => tx.getSecret('s'))).toBeUndefined();
  });

  it('refuses changes of a mesh without exactly one commitRevision after them', async () => {
    const { store } = fixture();
    const misuse = { name: 'StoreError', code: 'misuse' };
    const forgotten = store.write((tx) => tx.put(resource('virtualNode', 'n')));
    await expect(forgotten).rejects.toMatchObject(misuse);
    const twice = store.write(async (tx) => {
      await tx.put(resource('virtualNode', 'n'));
      await tx.commitRevision(MESH, ENTRY);
      await tx.commitRevision(MESH, ENTRY);
    });
    await expect(twice).rejects.toMatchObject(misuse);
    const afterwards = store.write(async (tx) => {
      await tx.commitRevision(MESH, ENTRY);
      await tx.put(resource('virtualNode', 'n'));
    });
    await expect(afterwards).rejects.toMatchObject(misuse);
    expect(await store.read((tx) => tx.all(MESH))).toEqual([]);
    expect(await store.read((tx) => tx.revision(MESH))).toBe(0);
  });

  it('refuses everything after close, and closes twice', async () => {
    const { store } = fixture();
    await store.close();
    await store.close();
    await expect(store.read(async () => {})).rejects.toMatchObject({ name: 'StoreError', code: 'closed' });
    await expect(store.write(async () => {})).rejects.toMatchObject({ name: 'StoreError', code: 'closed' });
  });
}
