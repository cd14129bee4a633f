import { expect, it } from 'vitest';
import { eachFixture } from './each-fixture';
import { MESH, type OpenFixture } from './fixture';

const HOUR_MS = 60 * 60 * 1000;

/** Client tokens, secrets, access keys, people and observed state. */
export function smallContract(open: OpenFixture): void {
  const fixture = eachFixture(open);

  it('remembers a client token for its scope', async () => {
    const { store } = fixture();
    const stored = { inputHash: 'h', output: '{"mesh":{}}', at: 5 };
    await store.write((tx) => tx.putClientToken('CreateMesh', 't', stored));
    expect(await store.read((tx) => tx.clientToken('CreateMesh', 't'))).toEqual(stored);
    expect(await store.read((tx) => tx.clientToken('CreateRoute', 't'))).toBeUndefined();
  });

  it('forgets client tokens after 24 hours', async () => {
    const { store, clock } = fixture();
    const stored = { inputHash: 'h', output: '{}', at: 0 };
    await store.write((tx) => tx.putClientToken('s', 'old', stored));
    clock.set(24 * HOUR_MS);
    expect(await store.read((tx) => tx.clientToken('s', 'old'))).toEqual(stored);
    clock.set(24 * HOUR_MS + 1);
    expect(await store.read((tx) => tx.clientToken('s', 'old'))).toBeUndefined();
    await store.write((tx) => tx.putClientToken('s', 'new', { ...stored, at: clock.now() }));
    clock.set(0);
    expect(await store.read((tx) => tx.clientToken('s', 'old'))).toBeUndefined();
  });

  it('keeps and replaces secrets, access keys, people and observed state', async () => {
    const { store } = fixture();
    const key = { id: 'AKIA1', secret: 's', role: 'administrator', label: 'first' } as const;
    const person = { name: '花子', passwordHash: 'scrypt$…', role: 'editor' } as const;
    for (const round of [1, 2]) {
      await store.write(async (tx) => {
        await tx.putSecret('session', `secret ${round}`);
        await tx.putAccessKey({ ...key, label: `label ${round}` });
        await tx.putPerson({ ...person, passwordHash: `hash ${round}` });
        await tx.putObserved('proxies', { round, list: [1, null, 'x'] });
      });
      await store.read(async (tx) => {
        expect(await tx.getSecret('session')).toBe(`secret ${round}`);
        expect(await tx.accessKey('AKIA1')).toEqual({ ...key, label: `label ${round}` });
        expect(await tx.person('花子')).toEqual({ ...person, passwordHash: `hash ${round}` });
        expect(await tx.observed('proxies')).toEqual({ round, list: [1, null, 'x'] });
      });
    }
  });

  it('lists access keys, and deletes keys and secrets', async () => {
    const { store } = fixture();
    const key = { secret: 's', role: 'viewer', label: '' } as const;
    await store.write(async (tx) => {
      for (const id of ['B', 'A']) await tx.putAccessKey({ id, ...key });
      await tx.putSecret('x', 'y');
    });
    expect(await store.read((tx) => tx.accessKeys())).toEqual([
      { id: 'A', ...key },
      { id: 'B', ...key },
    ]);
    await store.write(async (tx) => {
      await tx.deleteAccessKey('A');
      await tx.deleteSecret('x');
      await tx.deleteSecret('not there');
    });
    await store.eraseDeleted();
    expect((await store.read((tx) => tx.accessKeys())).map(({ id }) => id)).toEqual(['B']);
    expect(await store.read((tx) => tx.getSecret('x'))).toBeUndefined();
  });

  it('answers undefined for what it does not have', async () => {
    const { store } = fixture();
    await store.read(async (tx) => {
      const answers = [
        await tx.getSecret('x'),
        await tx.accessKey('x'),
        await tx.person('x'),
        await tx.observed('x'),
        await tx.clientToken('x', 'y'),
        await tx.namespace('x'),
        await tx.service('x'),
        await tx.instance('x', 'y'),
        await tx.operation('x'),
        await tx.get(MESH, { kind: 'mesh', name: 'x' }),
      ];
      expect(new Set(answers)).toEqual(new Set([undefined]));
    });
  });
}
