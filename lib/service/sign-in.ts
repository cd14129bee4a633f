import type { Person } from '@/lib/store';
import { authorize } from './authorize';
import type { Caller } from './caller';
import { read, type ServiceDeps } from './deps';
import { ServiceError } from './errors';

/** Wrong passwords for one name within a minute before more are refused unseen. */
const MAX_FAILURES = 10;
const WINDOW_MS = 60_000;

export type SignIn = (
  caller: Caller,
  name: string,
  password: string,
) => Promise<{ name: string; role: Person['role'] } | undefined>;

/**
 * Makes the use case that checks a person's password, for the console only. Undefined when name or password is
 * wrong: it does not tell which, and takes as long for an unknown name.
 */
export function createSignIn(deps: ServiceDeps): SignIn {
  const failures = new Map<string, number[]>();
  return async (caller, name, password) => {
    authorize(caller, 'sign-in');
    const recent = (failures.get(name) ?? []).filter((at) => deps.clock.now() - at < WINDOW_MS);
    if (recent.length >= MAX_FAILURES) {
      throw new ServiceError('too-many-requests', 'Too many wrong passwords for this name. Try again in a minute.');
    }
    const person = await read(deps, (tx) => tx.person(name));
    if (await deps.passwords.verify(password, person?.passwordHash)) {
      failures.delete(name);
      return person && { name: person.name, role: person.role };
    }
    forgetOld(failures, deps.clock.now());
    failures.set(name, [...recent, deps.clock.now()]);
    return undefined;
  };
}

function forgetOld(failures: Map<string, number[]>, now: number): void {
  for (const [name, times] of failures) if (now - (times.at(-1) ?? 0) >= WINDOW_MS) failures.delete(name);
}
