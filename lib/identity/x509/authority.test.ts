// The library's parts find each other through decorators, which need this first.
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { createAuthority, isIssuedBy, issueForRequest, issueKeyPair, type LeafWishes } from './authority';
import { newKeys, SIGNING_ALGORITHM } from './engine';

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
    expect(isIssuedBy(leaf, own.certificate)).toBe(true);
    expect(isIssuedBy(leaf, other.certificate)).toBe(false);
  });

  it('certifies the key of a request, whatever else that asks for, and nothing that is not proved', async () => {
    const authority = await createAuthority('Meshkeep', SPAN);
    const keys = await newKeys();
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: 'CN=administrator',
      keys,
      signingAlgorithm: SIGNING_ALGORITHM,
    });
    const certificate = await issueForRequest(authority, request.toString('pem'), WISHES);
    expect(new X509Certificate(certificate ?? '').subject).toBe('CN=checkout');
    const forged = Buffer.from(request.rawData);
    forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1);
    expect(await issueForRequest(authority, forged.toString('base64'), WISHES)).toBeUndefined();
    expect(await issueForRequest(authority, 'no request', WISHES)).toBeUndefined();
  });
});
