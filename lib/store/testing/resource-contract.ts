import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type Resource, refKey } from '@/lib/model';
import { eachFixture } from './each-fixture';
import { ENTRY, HOME, MESH, type OpenFixture, putAll, resource } from './fixture';

/** Resources: stored exactly, found by their whole key, listed in order. */
export function resourceContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('gives every kind back exactly as it was put', async () => {
    const { store } = fixture();
    const all = KINDS.map((kind) => {
      const parent = kind === 'route' || kind === 'gatewayRoute' ? { parent: 'the parent' } : {};
      return resource(kind, kind === 'mesh' ? MESH.mesh : `a ${kind}`, { ...parent, tags: [{ key: 'k', value: '' }] });
    });
    await putAll(store, all);
    for (const one of all) expect(await store.read((tx) => tx.get(MESH, one))).toEqual(one);
    const stored = await store.read((tx) => tx.all(MESH));
    expect(new Map(stored.map((one) => [refKey(one), one]))).toEqual(new Map(all.map((one) => [refKey(one), one])));
  });

  it('keeps the spec as it was sent: order of members, empty objects, odd text', async () => {
    const { store } = fixture();
    const spec = {
      logging: { accessLog: { file: { path: '/dev/stdout\u2028"\\', format: { text: '%REQ(ü)% 日本語 😀\n' } } } },
      listeners: [{ portMapping: { protocol: 'http' as const, port: 65535 }, timeout: {} }],
      backendDefaults: {},
    };
    await putAll(store, [resource('virtualNode', 'ノード/: %2F', { spec })]);
    const stored = await store.read((tx) => tx.get(MESH, { kind: 'virtualNode', name: 'ノード/: %2F' }));
    expect(JSON.stringify(stored?.spec)).toBe(JSON.stringify(spec));
  });

  it('replaces a resource that is put again', async () => {
    const { store } = fixture();
    await putAll(store, [resource('virtualNode', 'n')]);
    const later = resource('virtualNode', 'n', {
      version: 2,
      lastUpdatedAt: 9,
      writer: { door: 'console', who: 'b', userAgent: '' },
    });
    await putAll(store, [later]);
    expect(await store.read((tx) => tx.list(MESH, 'virtualNode'))).toEqual([later]);
  });

  it.each([
    ['account', { ...MESH, account: '222222222222' }],
    ['region', { ...MESH, region: 'ap-northeast-1' }],
    ['mesh', { ...MESH, mesh: 'Shop' }],
  ])('keeps meshes of another %s apart', async (_, other) => {
    const { store } = fixture();
    await putAll(store, [resource('virtualNode', 'n', { uid: 'here' })]);
    await putAll(store, [resource('virtualNode', 'n', { uid: 'there', meshKey: other })], other);
    expect((await store.read((tx) => tx.get(MESH, { kind: 'virtualNode', name: 'n' })))?.uid).toBe('here');
    expect((await store.read((tx) => tx.get(other, { kind: 'virtualNode', name: 'n' })))?.uid).toBe('there');
    expect(await store.read((tx) => tx.count(MESH, 'virtualNode'))).toBe(1);
    expect(await store.read((tx) => tx.revision(other))).toBe(1);
  });

  it('keeps children of the same name under other parents apart, and lists and counts by parent', async () => {
    const { store } = fixture();
    const [one, two] = ['r1', 'r2'].map((parent) => resource('route', 'same', { parent, uid: parent }));
    if (!one || !two) throw new Error('unreachable');
    await putAll(store, [one, two]);
    expect(await store.read((tx) => tx.get(MESH, two))).toEqual(two);
    expect(await store.read((tx) => tx.get(MESH, { kind: 'route', name: 'same' }))).toBeUndefined();
    expect(await store.read((tx) => tx.list(MESH, 'route', 'r1'))).toEqual([one]);
    expect(await store.read((tx) => tx.count(MESH, 'route', 'r1'))).toBe(1);
    expect(await store.read((tx) => tx.count(MESH, 'route'))).toBe(2);
    expect(await store.read((tx) => tx.count(MESH, 'route', 'r3'))).toBe(0);
  });

  it('lists by name in code unit order', async () => {
    const { store } = fixture();
    const names = ['b', 'B', 'a', 'é', '10', '9', 'z', '日本', '😀', '\uff5e'];
    await putAll(
      store,
      names.map((name) => resource('virtualNode', name)),
    );
    const listed = await store.read((tx) => tx.list(MESH, 'virtualNode'));
    expect(listed.map((one) => one.name)).toEqual([...names].sort());
  });

  it('lists meshes of an account and region, and of all', async () => {
    const { store } = fixture();
    const keys = [MESH, { ...HOME, mesh: 'bank' }, { ...MESH, account: '222222222222' }];
    for (const meshKey of keys) await putAll(store, [resource('mesh', meshKey.mesh, { meshKey })], meshKey);
    expect((await store.read((tx) => tx.listMeshes(HOME))).map((one) => one.name)).toEqual(['bank', 'shop']);
    expect((await store.read((tx) => tx.allMeshes())).map((one) => one.meshKey.mesh)).toEqual(['bank', 'shop', 'shop']);
  });

  it('deletes one resource, and nothing when it is absent', async () => {
    const { store } = fixture();
    await putAll(store, [resource('virtualNode', 'a'), resource('virtualNode', 'b')]);
    await store.write(async (tx) => {
      await tx.delete(MESH, { kind: 'virtualNode', name: 'a' });
      await tx.delete(MESH, { kind: 'virtualNode', name: 'never there' });
      await tx.commitRevision(MESH, ENTRY);
    });
    expect((await store.read((tx) => tx.list(MESH, 'virtualNode'))).map((one) => one.name)).toEqual(['b']);
  });

  describe('any sequence of puts and deletes', () => {
    it('ends in the same resources as a plain map', async () => {
      const step = fc.record({
        kind: fc.constantFrom('virtualNode', 'route'),
        parent: fc.constantFrom('p', 'q'),
        name: fc.constantFrom('a', 'b', 'ü'),
        op: fc.constantFrom('put', 'put', 'delete'),
        version: fc.nat(),
      });
      const { store } = fixture();
      const expected = new Map<string, Resource>();
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 6 }), async (transactions) => {
          for (const steps of transactions) {
            await store.write(async (tx) => {
              for (const { kind, parent, name, op, version } of steps) {
                const one =
                  kind === 'route'
                    ? resource('route', name, { parent, version })
                    : resource('virtualNode', name, { version });
                if (op === 'put') await tx.put(one);
                else await tx.delete(MESH, one);
                if (op === 'put') expected.set(refKey(one), one);
                else expected.delete(refKey(one));
              }
              await tx.commitRevision(MESH, ENTRY);
            });
          }
          const stored = await store.read((tx) => tx.all(MESH));
          expect(new Map(stored.map((one) => [refKey(one), one]))).toEqual(expected);
        }),
        { numRuns: 20 },
      );
    });
  });
}
