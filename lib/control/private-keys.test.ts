import { describe, expect, it } from 'vitest';
import type { Proof } from '@/lib/model';
import { mayHoldKeys, publicPart } from './private-keys';

const proven: Proof = { ok: true, identity: { method: 'token', subjects: ['id'], shown: 'a token' } };
const wrong: Proof = { ok: false, reason: 'expired', message: '', shown: '' };

describe('private keys go', () => {
  it.each([
    ['over a Unix socket', { address: 'unix:1', secure: true }, true],
    ['over TLS to somebody who is known', { address: '10.0.0.1:1', secure: true, proof: proven }, true],
    ['over TLS to nobody in particular', { address: '10.0.0.1:1', secure: true }, false],
    ['over TLS to somebody whose proof is wrong', { address: '10.0.0.1:1', secure: true, proof: wrong }, false],
    ['over a plain port, on loopback neither', { address: '127.0.0.1:1', secure: false }, false],
    ['over a plain port, whoever it is', { address: '127.0.0.1:1', secure: false, proof: proven }, false],
  ])('%s: %o is %s', (_, peer, may) => {
    expect(mayHoldKeys(peer)).toBe(may);
  });

  it('to nobody else: what everybody gets is whom to trust, and the same object each time', () => {
    const all = {
      certificate: () => ({ chain: 'chain', privateKey: 'key' }),
      authority: () => 'root',
      authorityOf: () => 'root',
      notAfter: () => 5,
    };
    const open = publicPart(all);
    expect(publicPart(all)).toBe(open);
    expect([open.certificate('a'), open.authority('a'), open.authorityOf('a')]).toEqual([undefined, 'root', 'root']);
    expect(open.notAfter('a')).toBe(5);
  });
});
