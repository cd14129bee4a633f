// The library's parts find each other through decorators, which need this first.
import 'reflect-metadata';
import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type GeneralNameType,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { newKeys, newSerial, privateKeyPem, readPrivateKey, SIGNING_ALGORITHM } from './engine';

/** A certificate with its private key, both PEM. */
export interface CertifiedKey {
  certificate: string;
  privateKey: string;
}

/** Span of validity, ms since the epoch. */
export interface Validity {
  notBefore: number;
  notAfter: number;
}

/** What an issued certificate says. */
export interface LeafWishes extends Validity {
  commonName: string;
  /** `spiffe://…` and other URIs, DNS names, IP addresses. */
  names: readonly string[];
  /** What it may prove: a client, a server or both. */
  usages: readonly ('client' | 'server')[];
}

/** Makes an authority that signs itself. It may sign leaves, and no further authority. */
export async function createAuthority(commonName: string, { notBefore, notAfter }: Validity): Promise<CertifiedKey> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: [commonName] }],
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    keys,
    signingAlgorithm: SIGNING_ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate), privateKey: await privateKeyPem(keys.privateKey) };
}

/** Makes a key pair and has the authority certify it. The key is nowhere but in the answer. */
export async function issueKeyPair(authority: CertifiedKey, wishes: LeafWishes): Promise<CertifiedKey> {
  const keys = await newKeys();
  const certificate = await sign(
    authority,
    new PublicKey(await webcrypto.subtle.exportKey('spki', keys.publicKey)),
    wishes,
  );
  return { certificate, privateKey: await privateKeyPem(keys.privateKey) };
}

/**
 * Certifies the key of a signing request (PEM, PKCS #10). Only its key is used: what the certificate says is ours to
 * say. Undefined when the request cannot be read or its signature does not prove that the sender has the key.
 */
export async function issueForRequest(
  authority: CertifiedKey,
  request: string,
  wishes: LeafWishes,
): Promise<string | undefined> {
  const publicKey = await keyOfRequest(request);
  return publicKey && sign(authority, publicKey, wishes);
}

async function keyOfRequest(request: string): Promise<PublicKey | undefined> {
  try {
    const read = new Pkcs10CertificateRequest(request);
    return (await read.verify()) ? read.publicKey : undefined;
  } catch {
    // Whatever the library stumbles over: it is no request that anybody can use.
    return undefined;
  }
}

/** Whether this authority (PEM) itself signed the certificate. Dates are not looked at. */
export function isIssuedBy(certificate: NodeCertificate, authority: string): boolean {
  const issuer = new NodeCertificate(authority);
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

async function sign(authority: CertifiedKey, publicKey: PublicKey, wishes: LeafWishes): Promise<string> {
  const issuer = new X509Certificate(authority.certificate);
  const { client, server } = { client: ExtendedKeyUsage.clientAuth, server: ExtendedKeyUsage.serverAuth };
  const usages = wishes.usages.map((usage) => (usage === 'client' ? client : server));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: [wishes.commonName] }],
    issuer: issuer.subjectName,
    notBefore: new Date(wishes.notBefore),
    notAfter: new Date(wishes.notAfter),
    publicKey,
    signingKey: await readPrivateKey(authority.privateKey),
    signingAlgorithm: SIGNING_ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(usages),
      new SubjectAlternativeNameExtension(wishes.names.map((value) => ({ type: typeOfName(value), value }))),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return pem(certificate);
}

function typeOfName(name: string): GeneralNameType {
  if (name.includes('://')) return 'url';
  return /^[\d.]+$|:/.test(name) ? 'ip' : 'dns';
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}
