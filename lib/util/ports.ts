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
