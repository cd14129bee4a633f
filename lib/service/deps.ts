import type { ReadTx, Store, WriteTx } from '@/lib/store';
import type { Cipher, Clock, Random } from '@/lib/util';
import { ServiceError } from './errors';
import type { Quotas } from './quotas';

/** What use cases are given; lib/runtime wires it, tests pass their own. */
export interface ServiceDeps {
  store: Store;
  clock: Clock;
  random: Random;
  quotas: Quotas;
  passwords: PasswordHasher;
  /** Seals access keys and private keys before they are stored. */
  cipher: Cipher;
}

/** How passwords are kept; lib/identity has the real one. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

/** Runs one durable transaction. A fault of the store is told as `unavailable`: the caller may try again. */
export function write<T>(deps: Pick<ServiceDeps, 'store'>, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  return deps.store.write(work).catch(toServiceError);
}

/** Runs reads against one state; faults as `write`. */
export function read<T>(deps: Pick<ServiceDeps, 'store'>, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return deps.store.read(work).catch(toServiceError);
}

function toServiceError(error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'StoreError') throw error;
  throw new ServiceError('unavailable', 'The store cannot be used at the moment; nothing was changed.', error.message);
}
