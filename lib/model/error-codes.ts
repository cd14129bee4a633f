/**
 * Every way a use case can fail. Doors map each code to its wire form, lib/i18n to its words, both with
 * `satisfies Record<ErrorCode, …>`, so that a new code does not compile until all have it.
 */
export const ERROR_CODES = [
  'bad-request',
  'forbidden',
  'not-found',
  'conflict',
  'resource-in-use',
  'limit-exceeded',
  'too-many-tags',
  'too-many-requests',
  'internal',
  'unavailable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
