import { describe, expect, it } from 'vitest';
import { createCipher } from './cipher';

const cipher = createCipher('a secret of this installation');

describe('the cipher for secrets at rest', () => {
  it.each(['', 'x', 'wJalrXUtnFEMI/K7MDENG', '秘密 🔑', 'a'.repeat(100_000)])('gives back what it sealed', (plain) => {
    const sealed = cipher.seal(plain, 'access-key/A');
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
    if (plain.length > 3) expect(sealed).not.toContain(plain);
    expect(createCipher('a secret of this installation').open(sealed, 'access-key/A')).toBe(plain);
  });

  it('seals the same secret differently each time', () => {
    expect(cipher.seal('x', 'p')).not.toBe(cipher.seal('x', 'p'));
  });

  it('opens nothing of another secret, or of another purpose', () => {
    const sealed = cipher.seal('x', 'access-key/A');
    expect(createCipher('another secret').open(sealed, 'access-key/A')).toBeUndefined();
    expect(cipher.open(sealed, 'access-key/B')).toBeUndefined();
  });

  it('notices every changed byte', () => {
    const bytes = Buffer.from(cipher.seal('secret', 'p').slice(3), 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(cipher.open(`v1.${changed.toString('base64url')}`, 'p')).toBeUndefined();
    }
  });

  it.each(['', 'v1', 'v1.', 'v1.abc', 'v2.AAAA', 'plain text', 'v1.a.b'])('answers %j with nothing', (text) => {
    expect(cipher.open(text, 'p')).toBeUndefined();
  });
});
