import { randomBytes } from 'node:crypto';
import type { AccessKey, Person } from '@/lib/store';
import { findAccessKey, putAccessKey } from './access-keys';
import { read, type ServiceDeps, write } from './deps';

/** A key or person that is surely there. `created` means: made just now, so its secret may be printed, once. */
export interface Ensured<T> {
  created: boolean;
  value: T;
}

export interface KeyPair {
  id: string;
  secret: string;
}

/** Names under which the store remembers what a first start made. */
const ADMIN_KEY_ID = 'admin-access-key-id';
const CONSOLE_KEY_ID = 'console-access-key-id';

/**
 * The administrator's access key: the given one (from the environment; it replaces what was there), else the one of
 * an earlier start, else a new one.
 */
export function ensureAdminKey(deps: ServiceDeps, given?: KeyPair): Promise<Ensured<KeyPair>> {
  return ensureKey(deps, { remembered: ADMIN_KEY_ID, role: 'administrator', label: 'administrator key' }, given);
}

/** The key that the console signs with; as `ensureAdminKey`. */
export function ensureConsoleKey(deps: ServiceDeps, given?: KeyPair): Promise<Ensured<KeyPair>> {
  return ensureKey(deps, { remembered: CONSOLE_KEY_ID, role: 'console', label: 'console' }, given);
}

async function ensureKey(
  deps: ServiceDeps,
  what: { remembered: string; role: AccessKey['role']; label: string },
  given: KeyPair | undefined,
): Promise<Ensured<KeyPair>> {
  return write(deps, async (tx) => {
    const id = await tx.getSecret(what.remembered);
    const known = id === undefined ? undefined : await findAccessKey(tx, deps.cipher, id);
    if (known && (!given || (given.id === known.id && given.secret === known.secret))) {
      return { created: false, value: { id: known.id, secret: known.secret } };
    }
    const value = given ?? newKeyPair();
    await putAccessKey(tx, deps.cipher, { ...value, role: what.role, label: what.label });
    await tx.putSecret(what.remembered, value.id);
    return { created: true, value };
  });
}

/** A new access key in AWS's form: 20 characters and 40 characters. */
export function newKeyPair(): KeyPair {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const id = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('');
  return { id: `MKIA${id}`, secret: randomBytes(30).toString('base64').replaceAll('/', '0').replaceAll('+', '1') };
}

/**
 * The first person, an administrator. With a given password that one counts from now on; without one, a new person
 * gets a made password, which is answered only when it was made.
 */
export async function ensureAdminPerson(
  deps: ServiceDeps,
  given: { name: string; password?: string },
): Promise<Ensured<{ name: string; password?: string }>> {
  const known = await read(deps, (tx) => tx.person(given.name));
  if (known && given.password === undefined) return { created: false, value: { name: known.name } };
  if (known && (await deps.passwords.verify(given.password ?? '', known.passwordHash))) {
    return { created: false, value: { name: known.name } };
  }
  const password = given.password ?? randomBytes(15).toString('base64url');
  const person: Person = {
    name: given.name,
    passwordHash: await deps.passwords.hash(password),
    role: 'administrator',
  };
  await write(deps, (tx) => tx.putPerson(person));
  return { created: true, value: { name: given.name, password } };
}
