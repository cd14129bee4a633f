/** Where a room gets the time from. */
export interface Clock {
  /** Milliseconds since the epoch, fractions allowed. */
  now(): number;
}

/** Where a room gets ids from. */
export interface Random {
  /** A new UUID, version 4, as text with dashes. */
  uuid(): string;
}

/** Structured log; fields are plain data. */
export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** A figure that only grows. */
export interface Counter {
  add(amount?: number): void;
}

/** Encrypts what must not lie open in the store; lib/identity has the real one. */
export interface Cipher {
  /** Encrypted text of a secret, bound to what it is for (`access-key/MKIA…`), so that rows cannot be swapped. */
  seal(plain: string, purpose: string): string;
  /** The secret again; undefined when it was sealed with another secret or for something else, or is damaged. */
  open(sealed: string, purpose: string): string | undefined;
}
