import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Cipher } from '@/lib/util';

/** First part of every sealed text: which way it was made, so that another way can join later. */
const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Keeps this key apart from whatever else is derived from the same secret. */
const KEY_PURPOSE = 'meshkeep: secrets at rest, v1';

/**
 * AES-256-GCM under a key derived from MESHKEEP_SECRET with HKDF-SHA-256. A sealed text is
 * `v1.<base64url of nonce, ciphertext and tag>`; what it is for is authenticated with it. The nonce is random: with
 * 96 bits one secret is good for some billions of sealed texts.
 */
export function createCipher(secret: string): Cipher {
  const key = Buffer.from(hkdfSync('sha256', secret, '', KEY_PURPOSE, KEY_BYTES));
  return {
    seal: (plain, purpose) => `${VERSION}.${seal(key, plain, purpose).toString('base64url')}`,
    open(sealed, purpose) {
      const [version, text, ...rest] = sealed.split('.');
      if (version !== VERSION || text === undefined || rest.length > 0) return undefined;
      return open(key, Buffer.from(text, 'base64url'), purpose);
    },
  };
}

function seal(key: Buffer, plain: string, purpose: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, sealed: Buffer, purpose: string): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const start = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    // The only failure of `final` here: the tag does not fit.
    return undefined;
  }
}
