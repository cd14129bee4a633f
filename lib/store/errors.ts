/** Why the store cannot do what it was asked; each message says where and which setting helps. */
export type StoreErrorCode =
  | 'cannot-open'
  | 'not-writable'
  | 'not-a-database'
  | 'newer-version'
  | 'in-use'
  | 'full'
  | 'missing'
  | 'closed'
  | 'io'
  | 'misuse';

/** A fault of the store itself (disk, file, wrong use), never of the caller's input. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
  }
}
