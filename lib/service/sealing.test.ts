import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCipher } from '@/lib/identity';
import { createSqliteStore, type Store } from '@/lib/store';
import { findAccessKey } from './access-keys';
import { ensureSealed, forgetSealed, readSealing } from './sealing';

const KEY = { id: 'MKIA1', secret: 'plain secret', role: 'administrator', label: 'a key' } as const;
const cipher = createCipher('the present secret');
const old = createCipher('an old secret');

let store: Store;
beforeEach(async () => {
  store = await createSqliteStore({ path: ':memory:', clock: { now: () => 0 } });
});
afterEach(() => store.close());

const find = (with_ = cipher) => store.read((tx) => findAccessKey(tx, with_, KEY.id));
const plainInstallation = () =>
  store.write(async (tx) => {
    await tx.putAccessKey(KEY);
    await tx.putSecret('meshkeep-secret', 'left by an older version');
  });

describe('secrets in the store', () => {
  it('of an older version are sealed, and its secret is told once and removed', async () => {
    await plainInstallation();
    expect(await readSealing({ store })).toEqual({ sealed: false, legacySecret: 'left by an older version' });
    expect(await ensureSealed({ store, cipher })).toBe('sealed');
    expect(await readSealing({ store })).toEqual({ sealed: true });
    expect((await store.read((tx) => tx.accessKey(KEY.id)))?.secret).not.toContain(KEY.secret);
    expect(await find()).toEqual(KEY);
    expect(await ensureSealed({ store, cipher })).toBe('ready');
  });

  it('are not touched with a wrong secret', async () => {
    await plainInstallation();
    await ensureSealed({ store, cipher: old });
    const before = await store.read((tx) => tx.accessKeys());
    expect(await ensureSealed({ store, cipher })).toBe('wrong-secret');
    expect(await ensureSealed({ store, cipher }, createCipher('neither'))).toBe('wrong-secret');
    expect(await store.read((tx) => tx.accessKeys())).toEqual(before);
    expect(await find()).toBeUndefined();
  });

  it('are sealed anew when the previous secret is given', async () => {
    await plainInstallation();
    await ensureSealed({ store, cipher: old });
    expect(await ensureSealed({ store, cipher }, old)).toBe('sealed');
    expect(await find()).toEqual(KEY);
    expect(await find(old)).toBeUndefined();
    expect(await ensureSealed({ store, cipher }, old)).toBe('ready');
  });

  it('are dropped on demand, so that the start can go on', async () => {
    await plainInstallation();
    await ensureSealed({ store, cipher: old });
    await forgetSealed({ store });
    expect(await ensureSealed({ store, cipher })).toBe('sealed');
    expect(await store.read((tx) => tx.accessKeys())).toEqual([]);
  });
});
