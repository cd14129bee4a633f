import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password';
import { signPerson, verifyPerson } from './person-token';

const SECRET = 'a secret';
const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('the token that names the signed-in person', () => {
  it('is read back', async () => {
    expect(await verifyPerson(await signPerson('エイダ', SECRET, NOW), SECRET, NOW)).toEqual({
      ok: true,
      name: 'エイダ',
    });
  });

  it('ends after 60 seconds, and is not taken long before its time', async () => {
    const token = await signPerson('ada', SECRET, NOW);
    expect((await verifyPerson(token, SECRET, NOW + 60_000)).ok).toBe(true);
    expect((await verifyPerson(token, SECRET, NOW + 66_000)).ok).toBe(false);
    expect((await verifyPerson(token, SECRET, NOW - 6_000)).ok).toBe(false);
  });

  it('is refused with another secret, another purpose, another algorithm, or when it is none', async () => {
    const hour = Math.floor(NOW / 1000) + 3600;
    const foreign = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('ada')
      .setExpirationTime(hour)
      .sign(new TextEncoder().encode(SECRET));
    const unsecured = new UnsecuredJWT({}).setSubject('ada').setExpirationTime(hour).encode();
    const other = await signPerson('ada', 'other', NOW);
    for (const token of [foreign, unsecured, other, '', 'x', 'a.b.c']) {
      expect(await verifyPerson(token, SECRET, NOW)).toMatchObject({ ok: false, code: 'invalid-signature' });
    }
  });
});

describe('passwords', () => {
  it('are kept as a salted hash with its cost', async () => {
    const hash = await hashPassword('pass wörd');
    expect(hash).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await hashPassword('pass wörd')).not.toBe(hash);
    expect(await verifyPassword('pass wörd', hash)).toBe(true);
    expect(await verifyPassword('pass wo\u0308rd', hash)).toBe(true);
    expect(await verifyPassword('other', hash)).toBe(false);
  });

  it('never fit an unknown person or a broken hash', async () => {
    for (const stored of [undefined, '', 'x', 'scrypt$15$8$3$$', 'plain$1$1$1$YQ$YQ']) {
      expect(await verifyPassword('', stored)).toBe(false);
    }
  });
});
