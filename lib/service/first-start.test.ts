import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCipher } from '@/lib/identity';
import { createSqliteStore, type Store } from '@/lib/store';
import { DEFAULT_QUOTAS } from './quotas';
import { createService, type Service } from './service';

let store: Store;
let service: Service;
let now = Date.parse('2026-11-25T12:00:00Z');

beforeEach(async () => {
  const clock = { now: () => now };
  store = await createSqliteStore({ path: ':memory:', clock });
  const passwords = {
    hash: async (password: string) => `hash of ${password}`,
    verify: async (password: string, stored?: string) => stored === `hash of ${password}`,
  };
  service = createService({
    store,
    clock,
    random: { uuid: () => 'uuid' },
    passwords,
    cipher: createCipher('a secret for tests'),
    quotas: DEFAULT_QUOTAS,
  });
});
afterEach(() => store.close());

const caller = (role: 'console' | 'administrator') => ({
  account: '111122223333',
  region: 'eu-central-1',
  role,
  writer: { door: 'console' as const, who: 'console', userAgent: '' },
});

describe('the first start', () => {
  it.each(['ensureAdminKey', 'ensureConsoleKey'] as const)('%s makes a key once', async (ensure) => {
    const first = await service[ensure]();
    expect(first.created).toBe(true);
    expect(first.value.id).toMatch(/^MKIA[A-Z2-7]{16}$/);
    expect(first.value.secret).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(await service[ensure]()).toEqual({ created: false, value: first.value });
    expect(await service.accessKey(first.value.id)).toMatchObject(first.value);
  });

  it('takes a key from the environment, and another one later', async () => {
    const given = { id: 'MKIAGIVEN', secret: 'one' };
    expect(await service.ensureAdminKey(given)).toEqual({ created: true, value: given });
    expect(await service.ensureAdminKey(given)).toEqual({ created: false, value: given });
    const other = { ...given, secret: 'two' };
    expect(await service.ensureAdminKey(other)).toEqual({ created: true, value: other });
    expect((await service.accessKey('MKIAGIVEN'))?.secret).toBe('two');
    expect((await service.accessKey('MKIAGIVEN'))?.role).toBe('administrator');
  });

  it('keeps no key in the open', async () => {
    const { value } = await service.ensureAdminKey();
    const stored = await store.read((tx) => tx.accessKey(value.id));
    expect(stored?.secret).toMatch(/^v1\./);
    expect(JSON.stringify(stored)).not.toContain(value.secret);
  });

  it('makes the first person with a password that is told once', async () => {
    const { created, value } = await service.ensureAdminPerson({ name: 'admin' });
    expect(created).toBe(true);
    expect(value.password).toMatch(/^[\w-]{20}$/);
    expect(await service.ensureAdminPerson({ name: 'admin' })).toEqual({ created: false, value: { name: 'admin' } });
    expect(await service.logIn(caller('console'), 'admin', value.password ?? '')).toEqual({
      name: 'admin',
      role: 'administrator',
    });
  });

  it('changes the password to the given one', async () => {
    await service.ensureAdminPerson({ name: 'admin' });
    expect(await service.ensureAdminPerson({ name: 'admin', password: 'x' })).toMatchObject({ created: true });
    expect(await service.ensureAdminPerson({ name: 'admin', password: 'x' })).toMatchObject({ created: false });
    expect(await service.logIn(caller('console'), 'admin', 'x')).toBeDefined();
  });
});

describe('signing in', () => {
  beforeEach(() => service.ensureAdminPerson({ name: 'admin', password: 'right' }));

  it('does not tell whether the name or the password was wrong', async () => {
    expect(await service.logIn(caller('console'), 'admin', 'wrong')).toBeUndefined();
    expect(await service.logIn(caller('console'), 'nobody', 'right')).toBeUndefined();
  });

  it('is for the console only', async () => {
    const call = service.logIn(caller('administrator'), 'admin', 'right');
    await expect(call).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('stops guessing after ten wrong passwords in a minute, for that name only', async () => {
    for (let i = 0; i < 10; i++) await service.logIn(caller('console'), 'admin', 'wrong');
    await expect(service.logIn(caller('console'), 'admin', 'right')).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    expect(await service.logIn(caller('console'), 'nobody', 'x')).toBeUndefined();
    now += 60_000;
    expect(await service.logIn(caller('console'), 'admin', 'right')).toBeDefined();
  });
});
