// The library's parts find each other through decorators, which need this first.
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CertifiedKey, createAuthority, issueKeyPair, type LeafWishes } from './authority';

const SPAN = { notBefore: Date.UTC(2030, 0, 1), notAfter: Date.UTC(2031, 0, 1) };
const WISHES: LeafWishes = {
  ...SPAN,
  commonName: 'checkout',
  names: ['spiffe://meshkeep/proxy/1', 'meshkeep.example.org', '127.0.0.1'],
  usages: ['client'],
};

describe('an authority of our own', () => {
  it('certifies a new key for exactly these names, uses and dates', async () => {
    const authority = await createAuthority('Meshkeep', SPAN);
    const issued = await issueKeyPair(authority, WISHES);
    const leaf = new X509Certificate(issued.certificate);
    expect(leaf.subjectAltName).toBe('URI:spiffe://meshkeep/proxy/1, DNS:meshkeep.example.org, IP Address:127.0.0.1');
    expect(leaf.ca).toBe(false);
    expect([leaf.validFromDate.getTime(), leaf.validToDate.getTime()]).toEqual([SPAN.notBefore, SPAN.notAfter]);
    expect(leaf.toLegacyObject().ext_key_usage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
  });

  it('is told apart from another one of the same name', async () => {
    const [own, other] = [await createAuthority('Meshkeep', SPAN), await createAuthority('Meshkeep', SPAN)];
    const leaf = new X509Certificate((await issueKeyPair(own, WISHES)).certificate);
    const signedBy = ({ certificate }: CertifiedKey) => leaf.verify(new X509Certificate(certificate).publicKey);
    expect(signedBy(own)).toBe(true);
    expect(signedBy(other)).toBe(false);
  });
});
