import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP's scrypt setting for 32 MiB of memory; the numbers are kept with each hash, so they can be raised later.
const COST = { logN: 15, r: 8, p: 3 };
const HASH_BYTES = 32;

/** Hash of a password with its salt and cost, as text: `scrypt$15$8$3$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.logN, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether a password fits a stored hash. Without one (an unknown person) it takes as long and answers false. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [scheme, logN, r, p, salt, hash] = (stored ?? '').split('$');
  if (scheme !== 'scrypt' || !logN || !r || !p || !salt || !hash) {
    await derive(password, Buffer.alloc(16), COST);
    return false;
  }
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), { logN: +logN, r: +r, p: +p });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** cost.logN, r: cost.r, p: cost.p, maxmem: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    // Unicode has several spellings of one password (NFKC folds them), as keyboards differ.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
