/** Why a request has no valid identity. Doors turn the codes into AWS's exception names. */
export type IdentityFailureCode =
  /** No credentials at all. */
  | 'missing-authentication'
  /** Credentials that cannot be read, or that leave out what must be signed. */
  | 'incomplete-signature'
  /** An access key or a person that nobody knows. */
  | 'unknown-identity'
  /** The signature, its scope, its time or the body's hash is wrong. */
  | 'invalid-signature';

export interface IdentityFailure {
  ok: false;
  code: IdentityFailureCode;
  /** For the caller: says what is wrong, never what would be right. */
  message: string;
}

/** Short form for the functions of this room. */
export function identityFailure(code: IdentityFailureCode, message: string): IdentityFailure {
  return { ok: false, code, message };
}
