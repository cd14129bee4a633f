import { createHmac } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { type IdentityFailure, identityFailure } from './failure';

/** Header by which the console tells who is signed in; only a key of role `console` may send it, and it must be signed. */
export const PERSON_HEADER = 'x-meshkeep-person';

const LIFETIME_SECONDS = 60;
const AUDIENCE = 'meshkeep-control-plane';

/**
 * A token (JWT, HS256, 60 s) that says which person is signed in at the console. `secret` is MESHKEEP_SECRET,
 * `now` in ms. What the person may do is not in it: the control plane looks that up each time.
 */
export async function signPerson(name: string, secret: string, now: number): Promise<string> {
  const issued = Math.floor(now / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(name)
    .setAudience(AUDIENCE)
    .setIssuedAt(issued)
    .setExpirationTime(issued + LIFETIME_SECONDS)
    .sign(tokenKey(secret));
}

/** The person that a token names, or why it is not valid. Clocks of the two programs may differ by five seconds. */
export async function verifyPerson(
  token: string,
  secret: string,
  now: number,
): Promise<{ ok: true; name: string } | IdentityFailure> {
  try {
    const { payload } = await jwtVerify(token, tokenKey(secret), {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: LIFETIME_SECONDS,
      clockTolerance: 5,
      currentDate: new Date(now),
    });
    return { ok: true, name: payload.sub ?? '' };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return identityFailure('invalid-signature', `${PERSON_HEADER} is not valid: ${error.message}.`);
  }
}

/** MESHKEEP_SECRET has several uses; each gets its own key from it. */
function tokenKey(secret: string): Uint8Array {
  return createHmac('sha256', secret).update('meshkeep person token v1').digest();
}
